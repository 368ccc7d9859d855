package cloud.dispatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers the wish over a crash: after any interruption the file holds the old word or the new one, never a part of one. */
final class WishFile {
    private final Path file;

    WishFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /**
     * The wish as it was last written; empty when none ever was.
     *
     * @throws IOException also when the file holds something else than a wish
     */
    Optional<Wish> read() throws IOException {
        String word;
        try {
            word = Files.readString(file).strip();
        } catch (NoSuchFileException never) {
            return Optional.empty();
        }
        for (var wish : Wish.values()) {
            if (wish.word().equals(word)) {
                return Optional.of(wish);
            }
        }
        throw new IOException(file + " holds neither \"started\" nor \"stopped\"");
    }

    /** On return the wish is on the disk. One that is there already is not written: a full disk keeps nobody from wishing it again. */
    void write(Wish wish) throws IOException {
        if (isThere(wish)) {
            return;
        }
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap((wish.word() + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
        // The rename is durable when its folder is.
        try (var directory = FileChannel.open(folder, READ)) {
            directory.force(true);
        }
    }

    private boolean isThere(Wish wish) {
        try {
            return read().filter(wish::equals).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
