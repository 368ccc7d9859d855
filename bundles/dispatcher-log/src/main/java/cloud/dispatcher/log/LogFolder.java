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
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The folder of the log, where others write, too: they have the room that Log4j's files leave, and the newest of them stay. */
final class LogFolder {
    /** A file that was written to since then may still be open: to remove it would hide what it grows to and free nothing. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    /** bin/dispatcher bounds them itself. */
    private static final Set<String> BOUNDED = Set.of("boot.log", "boot.log.1");

    /** All that may go from a folder which is not the container's own: what its script, Karaf and the JVM leave there. */
    private static final Pattern KNOWN = Pattern.compile("(hs_err_|replay_|boot\\.log|karaf\\.log)[^/]*");

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    /** For so long it is not told again that the same file was emptied, or cannot be removed. */
    private static final Duration QUIET = Duration.ofHours(1);

    private final Path path;
    private final Path base;
    private final LogFiles logs;
    private final Limits limits;
    private final Map<String, Instant> told = new HashMap<>();

    /**
     * @param bytes of all files, Log4j's too
     * @param others how many files there may be beside those of Log4j
     */
    record Limits(long bytes, int others) {}

    /**
     * What was done and is new, a few words for each file.
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

    /** @param base the container's home */
    LogFolder(Path path, Path base, LogFiles logs, Limits limits) {
        this.path = path;
        this.base = base;
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
        boolean own = isOwn(folder);
        Files.walkFileTree(folder, Set.of(), own ? Integer.MAX_VALUE : 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var relative = folder.relativize(file);
                var name = relative.toString();
                if (!attributes.isRegularFile() || BOUNDED.contains(name)) {
                    return FileVisitResult.CONTINUE;
                }
                if (logs.has(relative)) {
                    logged.add(new Entry(file, attributes));
                } else if (own || KNOWN.matcher(name).matches()) {
                    others.add(new Entry(file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        // What Log4j may come to counts, not what it has now: it grows faster than anybody looks. It may have more,
        // from when its sizes were larger. Where they leave no room at all, which is told, all stays that has room now.
        long promised = logs.most() > limits.bytes() ? 0 : logs.most();
        long held = logged.stream().mapToLong(Entry::size).sum();
        long room = limits.bytes() - Math.max(promised, held);
        return free(others, room, now);
    }

    /**
     * Lets others neither see nor read what is in it, where it is the container's own and no link leads to it: a link's end is somebody's
     * who has rights of his own.
     *
     * @throws IOException when they cannot be taken
     */
    void keepFromOthers() throws IOException {
        if (Files.isSymbolicLink(path) || !isOwn(path.toRealPath())) {
            return;
        }
        var rights = Files.getPosixFilePermissions(path);
        if (rights.removeAll(OF_OTHERS)) {
            Files.setPosixFilePermissions(path, rights);
        }
    }

    /** Directly in the base lie the folders of others, such as var: nobody's log, whatever somebody has configured. */
    private boolean isOwn(Path folder) throws IOException {
        var home = base.toRealPath();
        return folder.startsWith(home) && folder.getNameCount() > home.getNameCount() + 1;
    }

    private Tidied free(List<Entry> others, long room, Instant now) {
        var freed = new ArrayList<String>();
        var failed = new ArrayList<String>();
        told.values().removeIf(at -> !at.isAfter(now.minus(QUIET)));
        int kept = 0;
        long filled = 0;
        others.sort(Comparator.comparing(Entry::written).reversed());
        for (var other : others) {
            // To empty a file makes none fewer: for the number of them only what can be removed goes.
            if (filled + other.size() <= room && (kept < limits.others() || isFresh(other, now))) {
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
                    if (isNew("Emptied " + other.path(), now)) {
                        freed.add("Emptied " + other);
                    }
                }
            } catch (NoSuchFileException e) {
                // somebody else has removed it
            } catch (IOException e) {
                if (isNew(e + " " + other.path(), now)) {
                    failed.add(other + ": " + e);
                }
            }
        }
        return new Tidied(freed, failed);
    }

    private boolean isNew(String what, Instant now) {
        return told.putIfAbsent(what, now) == null;
    }

    /** Whether somebody may still write to it; a file with a second name, which may lie elsewhere, is never emptied. */
    private static boolean isOpen(Entry other, Instant now) throws IOException {
        return isFresh(other, now)
                && Files.getAttribute(other.path(), "unix:nlink", NOFOLLOW_LINKS) instanceof Integer names
                && names == 1;
    }

    private static boolean isFresh(Entry other, Instant now) {
        return other.written().isAfter(now.minus(LATELY));
    }

    private static void empty(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
            channel.truncate(0);
        }
    }
}
