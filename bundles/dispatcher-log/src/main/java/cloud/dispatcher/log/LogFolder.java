package cloud.dispatcher.log;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The folder of the log, where others write, too: they have the room that Log4j's files leave, and the newest of them stay. */
final class LogFolder {
    /** A file that was written to since then may still be open: to remove it would hide what it grows to and free nothing. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    /** bin/dispatcher bounds them itself. */
    private static final Set<String> BOUNDED = Set.of("boot.log", "boot.log.1");

    private final Path path;
    private final LogFiles logs;
    private final Limits limits;

    /**
     * @param bytes of all files, Log4j's too
     * @param others how many files there may be beside those of Log4j
     */
    record Limits(long bytes, int others) {}

    /**
     * What was done, a few words for each file.
     *
     * @param freed with its size
     * @param failed with the reason; the next look tries it again
     */
    record Tidied(List<String> freed, List<String> failed) {
        Tidied {
            freed = List.copyOf(freed);
            failed = List.copyOf(failed);
        }
    }

    private record Entry(Path path, BasicFileAttributes attributes) {
        Instant written() {
            return attributes.lastModifiedTime().toInstant();
        }

        long size() {
            return attributes.size();
        }

        @Override
        public String toString() {
            return path + " (" + size() + " bytes)";
        }
    }

    LogFolder(Path path, LogFiles logs, Limits limits) {
        this.path = path;
        this.logs = logs;
        this.limits = limits;
    }

    /**
     * Frees what has no room; follows no symbolic link, so that nothing outside is touched.
     *
     * @throws IOException when the folder cannot be read
     */
    Tidied tidy(Instant now) throws IOException {
        var logged = new ArrayList<Entry>();
        var others = new ArrayList<Entry>();
        var folder = path.toRealPath();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var relative = folder.relativize(file);
                if (attributes.isRegularFile() && !BOUNDED.contains(relative.toString())) {
                    (logs.has(relative) ? logged : others).add(new Entry(file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        // What Log4j may come to counts, not what it has now, for it grows faster than anybody looks. It may have more,
        // from when its sizes were
        // larger. Where they leave no room at all, which is told, it is better to keep what there is room for now.
        long promised = logs.most() > limits.bytes() ? 0 : logs.most();
        long held = logged.stream().mapToLong(Entry::size).sum();
        long room = limits.bytes() - Math.max(promised, held);
        return free(others, room, now);
    }

    private Tidied free(List<Entry> others, long room, Instant now) {
        var freed = new ArrayList<String>();
        var failed = new ArrayList<String>();
        int kept = 0;
        long filled = 0;
        others.sort(Comparator.comparing(Entry::written).reversed());
        for (var other : others) {
            if (kept < limits.others() && filled + other.size() <= room) {
                kept++;
                filled += other.size();
                continue;
            }
            try {
                if (!isOpen(other, now)) {
                    Files.deleteIfExists(other.path());
                    freed.add("Removed " + other);
                } else if (other.size() > 0) {
                    empty(other.path());
                    freed.add("Emptied " + other);
                }
            } catch (NoSuchFileException e) {
                // somebody else has removed it
            } catch (IOException e) {
                failed.add(other + ": " + e);
            }
        }
        return new Tidied(freed, failed);
    }

    /** Whether somebody may still write to it; a file with a second name, which may lie elsewhere, is never emptied. */
    private static boolean isOpen(Entry other, Instant now) throws IOException {
        return other.written().isAfter(now.minus(LATELY))
                && Files.getAttribute(other.path(), "unix:nlink", NOFOLLOW_LINKS) instanceof Integer names
                && names == 1;
    }

    private static void empty(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
            channel.truncate(0);
        }
    }
}
