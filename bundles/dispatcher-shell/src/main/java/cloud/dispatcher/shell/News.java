package cloud.dispatcher.shell;

import cloud.dispatcher.api.Events;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever follows the journal: with the next event, or after a second, because neither a step's progress nor a stop is an event. */
public final class News implements AutoCloseable {
    private static final int LOOK_SECONDS = 1;

    /** A burst of events is looked at together: nobody reads faster. */
    private static final long AT_LEAST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Semaphore arrived = new Semaphore(0);
    private final Events.Subscription subscription;
    private long lookedAt = System.nanoTime();

    /** To be closed. */
    public News(Events events) {
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
