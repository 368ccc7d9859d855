package cloud.dispatcher.executor.libvirt;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.model.OperationId;
import java.util.Locale;
import java.util.UUID;

/** What things are called. Every name follows from the operation id, so that a repeated step means the same thing. */
final class Names {
    private static final int READABLE = 40;
    private static final String DISK = "dispatcher-";

    private Names() {}

    /** The domain's UUID: the operation id itself where it is one, else its name-based UUID (RFC 9562, version 3). */
    static UUID domain(OperationId operation) {
        try {
            var uuid = UUID.fromString(operation.value());
            // fromString also takes shortened forms, of which two may mean the same.
            if (uuid.toString().equals(operation.value().toLowerCase(Locale.ROOT))) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // Not a UUID.
        }
        return UUID.nameUUIDFromBytes(("dispatcher:" + operation.value()).getBytes(UTF_8));
    }

    /** The domain's name, which libvirt wants unique: for people, and with the end of the UUID, which is random. */
    static String domain(String serverName, UUID uuid) {
        var readable = serverName.replaceAll("[^A-Za-z0-9_.-]", "-");
        return readable.substring(0, Math.min(READABLE, readable.length())) + "-"
                + uuid.toString().substring(24);
    }

    /** The prefix of our disks in a pool that others may use too. */
    static String disks(String installation) {
        return DISK + installation + "-";
    }

    /** Whether a volume is a disk that a dispatcher made, this or another. */
    static boolean isDisk(String volume) {
        return volume.startsWith(DISK);
    }

    /** The disk of a launch. */
    static String disk(String installation, OperationId operation) {
        return disks(installation) + operation.value() + ".qcow2";
    }

    /** The operation whose disk this is. */
    static OperationId operation(String installation, String disk) {
        return new OperationId(disk.substring(disks(installation).length()).replaceFirst("\\.qcow2$", ""));
    }

    /** A hardware address of QEMU's range that stays the same when the same domain is defined again: its lease hangs on it. */
    static String hardwareAddress(UUID uuid) {
        var bits = UUID.nameUUIDFromBytes(uuid.toString().getBytes(UTF_8)).getLeastSignificantBits();
        return String.format(
                Locale.ROOT, "52:54:00:%02x:%02x:%02x", bits & 0xff, (bits >> 8) & 0xff, (bits >> 16) & 0xff);
    }
}
