package cloud.dispatcher.engine.executors;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends calls that take too long: by interrupting the thread that makes them. */
final class Watchdog implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemon("dispatcher-watchdog"));
    private final ExecutorService answers = Executors.newCachedThreadPool(daemon("dispatcher-executor-answer"));

    Watchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Interrupts the current thread after the time, unless the guard is closed before. */
    Guard guard(Duration limit) {
        var guard = new Guard(Thread.currentThread());
        var bark = timer.schedule(guard::bark, limit.toMillis(), TimeUnit.MILLISECONDS);
        guard.onClose = () -> bark.cancel(false);
        return guard;
    }

    /**
     * Asks on a thread of its own, and waits no longer than so long.
     *
     * @throws Exception what the question threw, or a {@link TimeoutException}; an error as well
     */
    <T> T answer(Callable<T> question, Duration limit) throws Exception {
        var asked = answers.submit(question);
        try {
            var answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new IllegalStateException("the executor answered null");
            }
            return answer;
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new TimeoutException("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        answers.shutdownNow();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Watches over one call. */
    static final class Guard implements AutoCloseable {
        private final Thread thread;
        private Runnable onClose = () -> {};
        private boolean isClosed;
        private boolean hasBarked;

        private Guard(Thread thread) {
            this.thread = thread;
        }

        private synchronized void bark() {
            if (!isClosed) {
                hasBarked = true;
                thread.interrupt();
            }
        }

        synchronized boolean hasBarked() {
            return hasBarked;
        }

        /** No interrupt of ours comes after it, and none is left over. */
        @Override
        public synchronized void close() {
            isClosed = true;
            onClose.run();
            if (hasBarked) {
                Thread.interrupted();
            }
        }
    }
}
