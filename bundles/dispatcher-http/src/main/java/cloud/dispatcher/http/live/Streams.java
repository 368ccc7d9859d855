package cloud.dispatcher.http.live;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.http.rest.Problem;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.model.EventQuery;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The event streams that are open. */
final class Streams {
    private static final int BATCH = 256;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Events events;
    private final Executor executor;
    private volatile boolean isStopping;

    /** @param executor runs short pieces of writing, which never block on a reader */
    Streams(Events events, Executor executor) {
        this.events = events;
        this.executor = executor;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    int size() {
        return open.size();
    }

    /** @throws RefusedException when there are {@code most} already */
    void requireRoom(int most) {
        if (open.size() >= most) {
            throw new RefusedException(Problem.of(
                    ProblemKind.UNAVAILABLE,
                    most + " event streams are open, and no more are allowed (sseClients). Close one, or read pages.",
                    Map.of("Retry-After", "15")));
        }
    }

    /** Begins a stream after an event's number. */
    void open(AsyncContext async, long after, EventQuery query, Tail tail, int most) throws IOException {
        var stream = new EventStream(async, executor, new Reader(after, query, tail), this::gone);
        if (!add(stream, most)) { // others came between the question and now
            var response = (HttpServletResponse) async.getResponse();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "15");
            async.complete();
            return;
        }
        stream.start();
        if (isStopping) {
            stream.stop();
        }
    }

    private synchronized boolean add(EventStream stream, int most) {
        return open.size() < most && open.add(stream);
    }

    private void gone(EventStream stream) {
        open.remove(stream);
        synchronized (this) {
            notifyAll();
        }
    }

    void news() {
        open.forEach(EventStream::wake);
    }

    void keepOpen() {
        open.forEach(EventStream::ping);
    }

    /** From now on streams may be opened. */
    void allow() {
        isStopping = false;
    }

    /** Ends every stream with a last message; those whose readers do not take it in time are cut. */
    void stop(Duration atMost) throws InterruptedException {
        isStopping = true;
        open.forEach(EventStream::stop);
        awaitEmpty(atMost);
        open.forEach(EventStream::cut);
        open.clear();
    }

    private synchronized void awaitEmpty(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); !open.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Reads on from one stream's position. Used by one thread at a time. */
    private final class Reader implements EventStream.Source {
        private final EventQuery query;
        private final Tail tail;
        private long position;

        Reader(long position, EventQuery query, Tail tail) {
            this.position = position;
            this.query = query;
            this.tail = tail;
        }

        @Override
        public byte[] next() {
            var batch = tail.after(position, query, BATCH);
            if (batch == null) {
                return fromJournal();
            }
            boolean isMore = batch.position() > position;
            position = batch.position();
            return batch.messages().length == 0 && isMore ? next() : batch.messages();
        }

        private byte[] fromJournal() {
            long newest = events.newest();
            long oldest = events.oldest();
            if (position + 1 < oldest || position > newest) {
                position = Math.max(0, oldest - 1);
                return SseMessage.reset(oldest);
            }
            var found = events.after(position, query, BATCH);
            var messages = new ByteArrayOutputStream();
            found.forEach(event -> messages.writeBytes(SseMessage.of(event)));
            long last = found.isEmpty() ? position : found.get(found.size() - 1).number();
            position = found.size() < BATCH ? Math.max(newest, last) : last;
            return messages.toByteArray();
        }
    }
}
