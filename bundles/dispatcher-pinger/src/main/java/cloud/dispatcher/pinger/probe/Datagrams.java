package cloud.dispatcher.pinger.probe;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for a batch of datagrams outside of the heap, laid out once for {@code sendmmsg} and {@code recvmmsg}: one call of the kernel for up
 * to {@link #SIZE} of them, and nothing is allocated for one. Not for several threads.
 */
final class Datagrams {
    static final int SIZE = 64;

    private static final int DATA = 256;
    private static final int NAME = 32;
    // struct mmsghdr of 64-bit Linux: name 0, its length 8, iovec 16, their number 24, control 32, its length 40, flags
    // 48, received 56
    private static final int HEADER = 64;
    private static final int NAME_LENGTH = 8;
    private static final int RECEIVED = 56;
    private static final int IOVEC = 16;
    private static final int IOVECS = SIZE * HEADER;
    private static final int NAMES = IOVECS + SIZE * IOVEC;
    private static final int DATAS = NAMES + SIZE * NAME;
    private static final int WHOLE = DATAS + SIZE * DATA;

    private final Memory memory = new Memory(WHOLE);
    private final ByteBuffer bytes = memory.getByteBuffer(0, WHOLE).order(ByteOrder.nativeOrder());

    Datagrams() {
        memory.clear();
        var base = Pointer.nativeValue(memory);
        for (var i = 0; i < SIZE; i++) {
            memory.setLong(iovec(i), base + data(i));
            memory.setLong(iovec(i) + 8L, DATA);
            memory.setLong(header(i), base + name(i));
            memory.setLong(header(i) + 16L, base + iovec(i));
            memory.setLong(header(i) + 24L, 1);
        }
    }

    /** Addresses datagram {@code i}; its content is then written into the buffer that is returned, {@code length} bytes. */
    ByteBuffer address(int i, Family family, InetAddress to, int length) {
        family.putName(bytes.position(name(i)), to);
        bytes.putInt(header(i) + NAME_LENGTH, family.nameLength);
        bytes.putLong(iovec(i) + 8, length);
        return bytes.position(data(i));
    }

    /** Sends the datagrams from {@code first} on, before {@code end}; tells how many were sent, or -1 for an error with the first. */
    int send(int fd, int first, int end) {
        return Libc.sendmmsg(fd, memory.share(header(first)), end - first, 0);
    }

    /** Receives what is there; tells how many, or -1. */
    int receive(int fd) {
        for (var i = 0; i < SIZE; i++) {
            bytes.putInt(header(i) + NAME_LENGTH, NAME);
        }
        return Libc.recvmmsg(fd, memory, SIZE, 0, Pointer.NULL);
    }

    /** What datagram {@code i} holds after {@link #receive}. */
    ByteBuffer received(int i) {
        return bytes.slice(data(i), Math.min(DATA, bytes.getInt(header(i) + RECEIVED)));
    }

    private static int header(int i) {
        return i * HEADER;
    }

    private static int iovec(int i) {
        return IOVECS + i * IOVEC;
    }

    private static int name(int i) {
        return NAMES + i * NAME;
    }

    private static int data(int i) {
        return DATAS + i * DATA;
    }
}
