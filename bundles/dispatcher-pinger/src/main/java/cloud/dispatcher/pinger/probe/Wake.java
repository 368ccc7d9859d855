package cloud.dispatcher.pinger.probe;

import com.sun.jna.Memory;

/** Ends another thread's {@code poll} (an eventfd). */
final class Wake {
    private final int fd;
    private final Memory one = new Memory(8);
    private final Memory seen = new Memory(8);
    private boolean closed;

    private Wake(int fd) {
        this.fd = fd;
        one.setLong(0, 1);
    }

    /** @throws IllegalStateException when this process has no file descriptor left */
    static Wake open() {
        var fd = Libc.eventfd(0, Libc.NONBLOCK | Libc.CLOEXEC);
        if (fd < 0) {
            throw new IllegalStateException("eventfd: " + Libc.strerror(Libc.error()));
        }
        return new Wake(fd);
    }

    int fd() {
        return fd;
    }

    /** From any thread. After {@link #close()} it does nothing: the number may be another file's by then. */
    synchronized void up() {
        if (!closed) {
            Libc.write(fd, one, 8);
        }
    }

    /** Forgets the calls so far. */
    void clear() {
        Libc.read(fd, seen, 8);
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
