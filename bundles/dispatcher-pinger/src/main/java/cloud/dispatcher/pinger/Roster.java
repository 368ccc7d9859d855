package cloud.dispatcher.pinger;

import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets;
import cloud.dispatcher.state.Targets.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the list of targets fresh: reads it when there is news, and otherwise now and then. Reading takes a tenth of the time at most,
 * however much news there is. Reads on the executor; every other call returns at once.
 */
final class Roster {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(250);
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(60);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int REST = 10;

    private final Targets targets;
    private final Executor executor;
    private final AtomicReference<@Nullable List<Target>> fresh = new AtomicReference<>();
    private boolean isBusy;
    private boolean hasNews = true;
    private boolean hasFailed;
    private long readAt;
    private long restUntil;

    Roster(Targets targets, Executor executor, long now) {
        this.targets = targets;
        this.executor = executor;
        this.readAt = now;
        this.restUntil = now;
    }

    /** Something has changed. */
    synchronized void news() {
        hasNews = true;
    }

    /** Begins to read if it is time to. Called again and again; {@code now} is {@link System#nanoTime()}. */
    synchronized void nudge(long now) {
        var isTime = hasNews || now - readAt > AT_LEAST_EVERY.toNanos();
        if (isBusy || !isTime || now - restUntil < 0) {
            return;
        }
        isBusy = true;
        hasNews = false;
        executor.execute(() -> read(now));
    }

    /** The targets, if they were read since the last call. */
    @Nullable
    List<Target> takeFresh() {
        return fresh.getAndSet(null);
    }

    private void read(long now) {
        var began = System.nanoTime();
        var isRead = false;
        try {
            fresh.set(targets.all());
            isRead = true;
        } catch (StoreException e) {
            complain(e.getMessage(), null);
        } catch (RuntimeException | Error e) {
            complain(e + ".", e);
        } finally {
            done(isRead, now, System.nanoTime() - began);
        }
    }

    private synchronized void complain(@Nullable String why, @Nullable Throwable stack) {
        if (!hasFailed) {
            LOG.warn("The servers cannot be read: {} Those known are watched on, and it is tried again.", why, stack);
        }
    }

    private synchronized void done(boolean isRead, long now, long took) {
        if (isRead && hasFailed) {
            LOG.info("The servers can be read again.");
        }
        isBusy = false;
        hasFailed = !isRead;
        hasNews |= hasFailed;
        readAt = now;
        restUntil = now + Math.max((isRead ? AT_MOST_EVERY : RETRY_AFTER).toNanos(), REST * took);
    }
}
