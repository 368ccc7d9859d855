package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The client's standard input, asked for only when a command reads: a loop of commands in a script keeps what the next one shall read. */
final class RemoteStdin extends InputStream {
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final Ask ask;
    private byte[] current = {};
    private int at;
    private boolean ended;
    private byte kind = FrameChannel.WANTED;

    /** Asks the client for more. */
    interface Ask {
        /** @param kind {@link FrameChannel#WANTED} or {@link FrameChannel#HIDDEN} */
        void more(byte kind) throws IOException;
    }

    RemoteStdin(Ask ask) {
        this.ask = ask;
    }

    /** On any thread. Nothing means the end. */
    void arrived(byte[] bytes) {
        arrived.add(bytes);
    }

    @Override
    public int read() throws IOException {
        return fill() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return current.length - at;
    }

    /**
     * One line that the client's terminal does not show; empty at the end of the input.
     *
     * @throws IOException also when it is not UTF-8
     */
    String hiddenLine() throws IOException {
        kind = FrameChannel.HIDDEN;
        try {
            var line = new ByteArrayOutputStream();
            for (int b = read(); b >= 0 && b != '\n'; b = read()) {
                line.write(b);
            }
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException e) {
            throw new IOException("What was read is not UTF-8: nothing was done.", e);
        } finally {
            kind = FrameChannel.WANTED;
        }
    }

    private boolean fill() throws IOException {
        if (at < current.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        ask.more(kind);
        try {
            current = arrived.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the command was ended");
        }
        at = 0;
        ended = current.length == 0;
        return !ended;
    }
}
