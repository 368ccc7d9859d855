package cloud.dispatcher.http.live;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new in the journal, once for all who follow it, on a thread of its own that the journal wakes. While nobody follows, it
 * reads nothing.
 */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int BATCH = 500;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Events events;
    private final Follower follower;
    private final Recent recent = new Recent();
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "http-tail");
    private volatile boolean isStopped;

    /** Who follows the journal. Called on the tail's thread: it must not block. */
    interface Follower {
        /** Whether anybody waits for events. */
        boolean isListening();

        void news(List<Event> events);
    }

    Tail(Events events, Follower follower) {
        this.events = events;
        this.follower = follower;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        isStopped = true;
        wake();
    }

    /** Somebody began to listen, or there is something new: never blocks. */
    void wake() {
        news.release();
    }

    private void run() {
        while (!isStopped) {
            news.acquireUninterruptibly();
            news.drainPermits();
            while (!isStopped && !isRead()) {
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
    }

    /** Reads to the end; false when the journal could not be read. */
    private boolean isRead() {
        try {
            while (follower.isListening() && !isStopped) {
                var batch = next();
                if (batch.isEmpty()) {
                    return true;
                }
                recent.add(batch.stream()
                        .map(event -> new Recent.Line(event, SseMessage.of(event)))
                        .toList());
                follower.news(batch);
            }
            return true;
        } catch (RuntimeException | Error e) { // this thread ends when it is stopped, and for no other reason
            LOG.warn("The event journal cannot be read for the streams: {}. Trying again in 1 s.", e.toString());
            LOG.debug("Reading the journal failed.", e);
            return false;
        }
    }

    /** What was not read while nobody listened need not be read now, beyond what is held. */
    private List<Event> next() {
        recent.skipTo(events.newest() - Recent.HELD);
        return events.after(recent.newest(), EventQuery.all(), BATCH);
    }

    /** See {@link Recent#after}. */
    Recent.@Nullable Batch after(long position, EventQuery query, int most) {
        return recent.after(position, query, most);
    }
}
