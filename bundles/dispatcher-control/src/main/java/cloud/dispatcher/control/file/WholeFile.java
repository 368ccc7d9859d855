package cloud.dispatcher.control.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces files so that whoever reads one sees all of the old or all of the new, also after a crash in between. */
public final class WholeFile {
    /** Only the container's user reads it. */
    public static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /**
     * On return the file is on the disk. One thread at a time for each file.
     *
     * @param permissions that it has from then on; until then nobody else can read it
     * @throws IOException the file is as it was
     */
    public static void write(Path file, byte[] bytes, Set<PosixFilePermission> permissions) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var part = file.resolveSibling(
                "." + file.getFileName() + ".part"); // one name: what a crash leaves does not pile up
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(MINE));
        try {
            try (var channel = FileChannel.open(part, WRITE)) {
                var left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(part, permissions); // not at its birth: then the umask would count
            Files.move(part, file, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        try (var renamed = FileChannel.open(folder, READ)) { // the rename is durable when its folder is
            renamed.force(true);
        }
    }
}
