package cloud.dispatcher.http.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event stream (WHATWG HTML, 9.2). It is written without blocking, by one thread at a time, and reads only as much as its client
 * has room for: a client that is slow holds neither a thread nor more than one batch.
 */
final class EventStream implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** Batches that are sent before others have their turn. */
    private static final int TURN = 8;

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] GREETING = SseMessage.bytes("retry: 2000\n: dispatcher\n\n");
    private static final byte[] COMMENT = SseMessage.bytes(":\n\n");

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Executor executor;
    private final Source source;
    private final Consumer<EventStream> gone;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile boolean isWritable;
    private volatile boolean isStopping;
    private volatile boolean isPinged;
    private boolean isGreeted;
    private boolean isUnflushed;
    private boolean isEnded;

    /** What a stream sends. */
    interface Source {
        /** The next messages; empty when there are none yet. */
        byte[] next();
    }

    EventStream(AsyncContext async, Executor executor, Source source, Consumer<EventStream> gone) throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.executor = executor;
        this.source = source;
        this.gone = gone;
    }

    void start() {
        async.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        isWritable = true;
        wake();
    }

    /** There may be something to send. Never blocks. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            takeTurn();
        }
    }

    private void takeTurn() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            cut();
        }
    }

    /** Sends a comment, which keeps it open. */
    void ping() {
        isPinged = true;
        wake();
    }

    /** Sends the last message and ends. */
    void stop() {
        isStopping = true;
        wake();
    }

    /** Ends at once. */
    void cut() {
        if (isOver.compareAndSet(false, true)) {
            async.complete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("The reader of an event stream is gone: {}", failure.toString());
        cut();
    }

    /** All of it is sent. */
    @Override
    public void onComplete(AsyncEvent event) {
        gone.accept(this);
    }

    @Override
    public void onError(AsyncEvent event) {
        cut();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void run() {
        for (int seen = wakes.get(); ; seen = wakes.get()) {
            if (!isAllSent()) {
                takeTurn(); // behind the others; wakes stays above 0, so nobody else begins
                return;
            }
            if (wakes.compareAndSet(seen, 0)) {
                return;
            }
        }
    }

    /** Sends what may be sent in one turn; false when there may be more. */
    private boolean isAllSent() {
        try {
            for (int i = 0; i < TURN; i++) {
                if (!isWritable || isOver.get() || !out.isReady() || !sendOne()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            onError(e);
        } catch (RuntimeException e) {
            LOG.warn(
                    "An event stream ends, because its events cannot be read: {}. Its client comes back.",
                    e.toString());
            LOG.debug("Reading events failed.", e);
            cut();
        }
        return true;
    }

    /** Writes or flushes once; false when there is nothing to do. */
    private boolean sendOne() throws IOException {
        if (isEnded && !isUnflushed) {
            cut();
            return false;
        }
        var next = isEnded ? NOTHING : next();
        if (next.length > 0) {
            out.write(next);
            isUnflushed = true;
            return true;
        }
        if (isUnflushed) {
            isUnflushed = false;
            out.flush();
            return true;
        }
        return false;
    }

    private byte[] next() {
        if (!isGreeted) {
            isGreeted = true;
            return GREETING;
        }
        if (isStopping) {
            isEnded = true;
            return SseMessage.stopped();
        }
        var messages = source.next();
        if (messages.length == 0 && isPinged) {
            isPinged = false;
            return COMMENT;
        }
        return messages;
    }
}
