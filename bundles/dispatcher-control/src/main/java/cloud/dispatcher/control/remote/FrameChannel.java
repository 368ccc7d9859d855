package cloud.dispatcher.control.remote;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * The language of the control socket: frames of one byte for the kind, four for the length (big endian), and so many bytes. The client
 * sends a {@link #COLUMNS} where its output is a terminal and a {@link #TYPED} where its input is one, then one {@link #LINE}, then an {@link #INPUT} for each {@link #WANTED} and {@link #HIDDEN}; the container
 * answers with {@link #OUT} and {@link #ERR} as they come, and one {@link #EXIT} at the end. A client that goes away ends its command.
 *
 * <p>Read by one thread and written by one thread at a time. Channels and not streams: on Java 17 a stream's read bars its channel's
 * write (JDK-4509080).
 */
final class FrameChannel {
    /** The width of the client's terminal, in digits. */
    static final byte COLUMNS = 'C';

    /** The client's standard input is a terminal: a person can be asked. */
    static final byte TYPED = 'T';

    /** A command line, UTF-8. */
    static final byte LINE = 'L';

    /** What the command wrote. */
    static final byte OUT = '1';

    /** What it wrote to its error stream. */
    static final byte ERR = '2';

    /** The command reads, and there is nothing left: the client is to send some. */
    static final byte WANTED = '?';

    /** As {@link #WANTED}, for a line that the client's terminal must not show: a secret. */
    static final byte HIDDEN = '*';

    /** Some of the client's standard input; nothing at its end. */
    static final byte INPUT = '0';

    /** The exit code, in digits. The last frame. */
    static final byte EXIT = 'X';

    /** Bytes in one frame at most. */
    static final int MOST = 1 << 20;

    private static final int HEAD = 5;

    private final ByteChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(8192).flip();

    /** One frame that was read. */
    static final class Frame {
        private final byte kind;
        private final byte[] bytes;

        private Frame(byte kind, byte[] bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        byte kind() {
            return kind;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    FrameChannel(ByteChannel channel) {
        this.channel = channel;
    }

    void write(byte kind, byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        do {
            int part = Math.min(left, MOST);
            var frame = ByteBuffer.allocate(HEAD + part)
                    .put(kind)
                    .putInt(part)
                    .put(bytes, at, part)
                    .flip();
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            at += part;
            left -= part;
        } while (left > 0);
    }

    void write(byte kind, byte[] bytes) throws IOException {
        write(kind, bytes, 0, bytes.length);
    }

    /** @throws EOFException when the other end is gone */
    Frame read() throws IOException {
        need(HEAD);
        byte kind = in.get();
        int length = in.getInt();
        if (length < 0 || length > MOST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        var bytes = new byte[length];
        int done = 0;
        while (done < length) {
            need(1);
            int part = Math.min(in.remaining(), length - done);
            in.get(bytes, done, part);
            done += part;
        }
        return new Frame(kind, bytes);
    }

    private void need(int bytes) throws IOException {
        while (in.remaining() < bytes) {
            in.compact();
            int count;
            try {
                count = channel.read(in);
            } finally {
                in.flip();
            }
            if (count < 0) {
                throw new EOFException("the other end is gone");
            }
        }
    }
}
