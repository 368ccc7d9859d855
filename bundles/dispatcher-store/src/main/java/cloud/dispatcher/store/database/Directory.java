package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store's directory, which one process at a time may use: it holds an OS lock on the file {@code lock} in it, and its process id
 * stands there until it left in good order. The directory is closed to other users (mode 0700).
 */
public final class Directory implements AutoCloseable {
    /** What this process holds: closing a second channel on the same file would give up the lock of the first (POSIX). */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;
    private final boolean wasAbandoned;

    private Directory(Path path, FileChannel channel, FileLock lock, boolean wasAbandoned) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
        this.wasAbandoned = wasAbandoned;
    }

    /**
     * Makes the directory where it is missing, closes it to others and locks it.
     *
     * @throws DirectoryInUseException while another store has it
     * @throws StoreException when it cannot be made, closed to others or locked
     */
    public static Directory take(Path wanted) {
        try {
            Files.createDirectories(wanted);
            var path = wanted.toRealPath();
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            return lock(path);
        } catch (FileSystemException e) {
            throw new StoreException(
                    "The store cannot write in its directory " + wanted + ": " + reason(e)
                            + ". Check its owner, its mode and its disk.",
                    e);
        } catch (IOException e) {
            throw new StoreException("The store cannot use its directory " + wanted + ": " + e, e);
        }
    }

    /** What the system says; some kinds of it are told by their class alone. */
    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.toString() : e.getReason();
    }

    private static Directory lock(Path path) throws IOException {
        synchronized (HELD) {
            if (!HELD.add(path)) {
                throw new DirectoryInUseException(path, "This process");
            }
            FileChannel channel = null;
            Directory taken = null;
            try {
                channel = FileChannel.open(
                        path.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                var lock = channel.tryLock();
                if (lock == null) {
                    throw new DirectoryInUseException(path, holder(channel));
                }
                var wasAbandoned = channel.size() > 0;
                channel.truncate(0);
                channel.write(StandardCharsets.UTF_8.encode(
                        Long.toString(ProcessHandle.current().pid())));
                taken = new Directory(path, channel, lock, wasAbandoned);
                return taken;
            } finally {
                if (taken == null) {
                    HELD.remove(path);
                    closeQuietly(channel);
                }
            }
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        var pid = StandardCharsets.UTF_8.decode(text.flip()).toString();
        return pid.isEmpty() ? "Another container" : "Another container (process " + pid + ")";
    }

    @SuppressWarnings("EmptyCatch") // The failure that led here is the one to tell.
    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
        }
    }

    /** Without symbolic links. */
    public Path path() {
        return path;
    }

    /** Whether who had it before ended without {@link #leave}: killed, or in trouble. */
    public boolean wasAbandoned() {
        return wasAbandoned;
    }

    /** Lets another store take it, and tells it that all is in order. */
    public void leave() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw new StoreException("The store cannot note in " + path + " that it ended in good order: " + e, e);
        } finally {
            close();
        }
    }

    /** Lets another store take it. Twice is harmless. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (!channel.isOpen()) {
                return;
            }
            try (channel) {
                lock.release();
            } catch (IOException e) {
                throw new StoreException("The store cannot give up the lock of " + path + ": " + e, e);
            } finally {
                HELD.remove(path);
            }
        }
    }
}
