package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of the open database, compared with what lies at their paths. SQLite goes on writing into a file that was removed or
 * replaced, and what it acknowledges there is lost when the process ends. Comparing is a few calls of stat(2): opening the files would
 * give up SQLite's own locks on them (POSIX).
 */
final class OpenFiles {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<Seen> files;
    private long comparedAt;
    private boolean isRight;

    /**
     * @param database must be there
     * @param log may appear later
     * @param logLimit to how many bytes SQLite itself may shorten the log
     */
    OpenFiles(Path database, Path log, long logLimit) {
        files = List.of(new Seen(database, Long.MAX_VALUE), new Seen(log, logLimit));
        require();
    }

    /** One file as it was when it was last compared. The database never becomes shorter: free pages stay in it and are used again. */
    private static final class Seen {
        private final Path path;
        private final long mayShrinkTo;
        private @Nullable Object key;
        private long size;

        Seen(Path path, long mayShrinkTo) {
            this.path = path;
            this.mayShrinkTo = mayShrinkTo;
        }

        @Nullable
        String trouble() {
            try {
                var now = Files.readAttributes(path, BasicFileAttributes.class);
                if (key != null && !Objects.equals(key, now.fileKey())) {
                    return path
                            + " was replaced under the running container, which holds another file of this name open."
                            + " To go on with the one that is there now, end the container and start it.";
                }
                if (now.size() < Math.min(size, mayShrinkTo)) {
                    return path + " was cut short under the running container."
                            + " End the container and restore the store from the backup, together with the keys.";
                }
                key = now.fileKey();
                size = now.size();
                return null;
            } catch (NoSuchFileException e) {
                return key == null
                        ? null
                        : path
                                + " was removed under the running container. Put it back, and the store goes on by"
                                + " itself; or end the container and restore the store from the backup, together with"
                                + " the keys.";
            } catch (IOException e) {
                return path + " cannot be looked at: " + e + ". Check its directory, its owner and its mode.";
            }
        }
    }

    /** What is wrong with the files now, in sentences for people; null when they are those that were opened. */
    synchronized @Nullable String trouble() {
        comparedAt = System.nanoTime();
        for (var file : files) {
            var trouble = file.trouble();
            isRight = trouble == null;
            if (!isRight) {
                return trouble;
            }
        }
        return null;
    }

    /** @throws StoreException when they are not those that were opened */
    void require() {
        var trouble = trouble();
        if (trouble != null) {
            throw new StoreException(trouble);
        }
    }

    /** The same, but a look within the last second that found them right is enough. */
    void requireLately() {
        if (isOld()) {
            require();
        }
    }

    private synchronized boolean isOld() {
        return !isRight || System.nanoTime() - comparedAt > PAUSE_NANOS;
    }
}
