package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only the container's user can read, from their first byte on. */
final class ClosedFile {
    private ClosedFile() {}

    /** Whole or not at all: a start that is killed leaves no half of a key. */
    static void write(Path file, String text) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var part = Files.createTempFile(folder, file.getFileName().toString(), ".part", mine);
        try {
            Files.writeString(part, text, US_ASCII);
            Files.move(part, file, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
