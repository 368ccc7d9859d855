package cloud.dispatcher.control;

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

    /** Asks the client for more. */
    interface Ask {
        void more() throws IOException;
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

    private boolean fill() throws IOException {
        if (at < current.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        ask.more();
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
