package cloud.dispatcher.pinger.probe;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The few calls of Linux that Java does not have. 64 bits only: sizes and counts are {@code long}. Read {@link #error()} right after a -1.
 * The first use throws a {@link LinkageError} where the C library cannot be called.
 */
final class Libc {
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int NONBLOCK = 0x800;
    static final int CLOEXEC = 0x80000;
    static final short POLLIN = 1;

    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;

    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENOBUFS = 105;
    static final int EHOSTDOWN = 112;
    static final int EHOSTUNREACH = 113;

    private Libc() {}

    static {
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    static int error() {
        return Native.getLastError();
    }

    static native int socket(int domain, int type, int protocol);

    static native int setsockopt(int fd, int level, int option, Pointer value, int length);

    static native int sendmmsg(int fd, Pointer messages, int count, int flags);

    static native int recvmmsg(int fd, Pointer messages, int count, int flags, Pointer timeout);

    static native int poll(Pointer fds, long count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native long read(int fd, Pointer buffer, long length);

    static native long write(int fd, Pointer buffer, long length);

    static native int close(int fd);

    static native String strerror(int error);
}
