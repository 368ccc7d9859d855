package cloud.dispatcher.shell;

import cloud.dispatcher.api.Events;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for the next event of the journal, or a second, because neither a step's progress nor a stop is an event. */
public final class EventWaiter implements AutoCloseable {
    private static final int LOOK_SECONDS = 1;

    /** A burst of events is looked at together: people do not read faster. */
    private static final long AT_LEAST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Semaphore arrived = new Semaphore(0);
    private final Events.Subscription subscription;
    private long lookedAt = System.nanoTime();

    /** To be closed. */
    public EventWaiter(Events events) {
        subscription = events.subscribe(arrived::release);
    }

    /** Returns when it is time to look: soon for what has come since the last look. */
    public void await() throws InterruptedException {
        if (arrived.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
            TimeUnit.NANOSECONDS.sleep(AT_LEAST - (System.nanoTime() - lookedAt));
            arrived.drainPermits();
        }
        lookedAt = System.nanoTime();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
