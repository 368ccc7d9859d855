package cloud.dispatcher.shell;

import cloud.dispatcher.api.Events;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever follows the journal: with the next event, or after a second, because neither a step's progress nor a stop is an event. */
public final class News implements AutoCloseable {
    private static final int LOOK_SECONDS = 1;

    private final Semaphore arrived = new Semaphore(0);
    private final Events.Subscription subscription;

    /** To be closed. */
    public News(Events events) {
        subscription = events.subscribe(arrived::release);
    }

    /** Returns when it is time to look; at once for what has come since the last look. */
    public void await() throws InterruptedException {
        if (arrived.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
            arrived.drainPermits();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
