package cloud.dispatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.control.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Remembers the wish over a crash: after any interruption the file holds the old word or the new one, never a part of one. */
final class WishFile {
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

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
        WholeFile.write(file, (wish.word() + "\n").getBytes(UTF_8), READABLE);
    }

    private boolean isThere(Wish wish) {
        try {
            return read().filter(wish::equals).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
