package cloud.dispatcher.control;

import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets tasks run one after another, on one thread; none any more once the container goes down. */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final ScheduledExecutorService thread;

    /** @param thread has one thread */
    Turns(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException goingDown) {
            LOG.debug("Ignored: the container goes down.");
        }
    }

    /** @return to cancel it */
    Future<?> after(Duration delay, Runnable task) {
        try {
            return thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException goingDown) {
            LOG.debug("Ignored: the container goes down.");
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Waits for it. @throws StartException what the task throws, or why it does not run */
    <T> T call(Callable<T> task) throws StartException {
        try {
            return result(thread.submit(task));
        } catch (RejectedExecutionException e) {
            throw new StartException("The container goes down.", e);
        }
    }

    static <T> T result(Future<T> future) throws StartException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Nobody waits for it any more; it goes on.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
