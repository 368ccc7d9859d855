package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two keys of this installation, in a file of mode 0600 beside the database and never in it: one to seal secrets, one for the
 * fingerprints of requests. Losing the file is losing the credentials.
 */
record Keys(SecretKeySpec seal, SecretKeySpec mac) {
    static final String FILE = "store.keys";
    private static final String DRAFT = FILE + ".new";
    private static final int BYTES = 32;

    /**
     * Reads the file. At the first start there are new keys, durable but in a draft until {@link #keep}: so a first start that broke off
     * is told from a database that was lost.
     *
     * @throws StoreException also when there is a database without keys
     */
    static Keys of(Path directory) {
        var file = directory.resolve(FILE);
        var draft = directory.resolve(DRAFT);
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            if (Database.isMissing(directory)) {
                write(draft, make());
                force(directory);
            } else if (!Files.exists(draft)) {
                throw new StoreException(
                        "There is a database in " + directory + " but no keys: " + FILE + " is missing."
                                + " Restore it from the backup; its credentials cannot be read without it."
                                + " To begin anew with an empty store, move " + Database.FILE + " away.");
            }
            return read(draft);
        } catch (IOException e) {
            throw new StoreException("The store cannot read or write its keys in " + file + ": " + e, e);
        }
    }

    /** Whether they belong to a database that was made before. */
    static boolean areKept(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** There is a database that was made with them. */
    static void keep(Path directory) {
        var draft = directory.resolve(DRAFT);
        try {
            if (!areKept(directory)) {
                Files.move(draft, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
                force(directory);
            }
        } catch (IOException e) {
            throw new StoreException("The store cannot write its keys in " + directory.resolve(FILE) + ": " + e, e);
        }
    }

    private static Keys make() {
        var random = new SecureRandom();
        var seal = new byte[BYTES];
        var mac = new byte[BYTES];
        random.nextBytes(seal);
        random.nextBytes(mac);
        return of(seal, mac);
    }

    private static Keys of(byte[] seal, byte[] mac) {
        return new Keys(new SecretKeySpec(seal, "AES"), new SecretKeySpec(mac, "HmacSHA256"));
    }

    /** On the disk before anything is sealed with them. */
    private static void write(Path draft, Keys keys) throws IOException {
        Files.deleteIfExists(draft);
        var base64 = Base64.getEncoder();
        var text =
                "# Keys of Dispatcher's store. Back them up apart from the database; without them its credentials are"
                        + " lost.\n"
                        + "seal="
                        + base64.encodeToString(keys.seal.getEncoded()) + "\nmac="
                        + base64.encodeToString(keys.mac.getEncoded()) + "\n";
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var posix = Files.getFileStore(draft.getParent()).supportsFileAttributeView("posix");
        try (var channel = posix
                ? FileChannel.open(
                        draft,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(draft, options)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Keys read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        return of(key(file, lines, "seal="), key(file, lines, "mac="));
    }

    private static byte[] key(Path file, List<String> lines, String name) {
        for (var line : lines) {
            if (line.startsWith(name)) {
                var key = decode(line.substring(name.length()));
                if (key.length == BYTES) {
                    return key;
                }
            }
        }
        throw new StoreException("The key file " + file + " is damaged: it has no line " + name
                + " with 32 bytes in base64. Restore it from the backup.");
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Keys are never shown. */
    @Override
    public String toString() {
        return "***";
    }
}
