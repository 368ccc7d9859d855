package cloud.dispatcher.store;

import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.Retention.Limits;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prunes an open store each minute, by the limits of that minute. */
final class RetentionLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionLoop.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration REST = Duration.ofMillis(20);

    private final Retention retention;
    private final Supplier<Limits> limits;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(RetentionLoop::thread);

    RetentionLoop(Retention retention, Supplier<Limits> limits) {
        this.retention = retention;
        this.limits = limits;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "dispatcher-store-retention");
        thread.setDaemon(true);
        return thread;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // prune() lets nothing fly
    void start() {
        timer.scheduleWithFixedDelay(this::prune, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void prune() {
        try {
            var gone = retention.prune(limits.get(), () -> LockSupport.parkNanos(REST.toNanos()));
            if (gone > 0) {
                LOG.debug("Removed {} rows of what had ended.", gone);
            }
        } catch (StoreException e) {
            LOG.debug("What has ended is removed later: {}", e.getMessage());
        } catch (RuntimeException e) { // the timer would end without a word
            LOG.error("What has ended could not be removed. Trying again in {} s.", PAUSE.toSeconds(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
