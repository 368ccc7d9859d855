package cloud.dispatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The client's standard input, asked for only when a command reads: a loop of commands in a script keeps what the next one shall read. */
final class Keyboard extends InputStream {
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final Ask ask;
    private byte[] current = {};
    private int at;
    private boolean ended;
    private byte kind = Wire.WANTED;

    /** Asks the client for more. */
    interface Ask {
        /** @param kind {@link Wire#WANTED} or {@link Wire#HIDDEN} */
        void more(byte kind) throws IOException;
    }

    Keyboard(Ask ask) {
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

    /** One line that the client's terminal does not show; empty at the end of the input. */
    String hiddenLine() throws IOException {
        kind = Wire.HIDDEN;
        try {
            var line = new ByteArrayOutputStream();
            for (int b = read(); b >= 0 && b != '\n'; b = read()) {
                line.write(b);
            }
            return line.toString(UTF_8).stripTrailing();
        } finally {
            kind = Wire.WANTED;
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
