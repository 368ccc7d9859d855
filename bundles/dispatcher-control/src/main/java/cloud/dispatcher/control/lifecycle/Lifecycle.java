package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.StopException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops one after another, on one thread, and stores which of the two was asked for last: it holds until it is so, also after a
 * crash. Any thread may call.
 */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final ScheduledExecutorService thread;
    private final StageSequence stages;
    private final Starter starter;
    private final DesiredStateFile desired;
    private final Runnable pinger;

    /**
     * @param thread has one thread
     * @param pinger starts the pinger, if there is one
     */
    Lifecycle(
            ScheduledExecutorService thread,
            StageSequence stages,
            Starter starter,
            DesiredStateFile desired,
            Runnable pinger) {
        this.thread = thread;
        this.stages = stages;
        this.starter = starter;
        this.desired = desired;
        this.pinger = pinger;
    }

    /** Goes on as it was left: started, if nothing was ever stored. Does not wait for it. */
    void restore() {
        run(() -> {
            if (stored() == DesiredState.STOPPED) {
                LOG.info("The dispatcher stays stopped, as it was left. Start it with bin/dispatcher start.");
            } else {
                begin();
            }
        });
    }

    /**
     * Returns when every stage is open.
     *
     * @throws StartException why it does not run; it is then tried again until it does or {@link #stop} is called. Also why the start could
     *     not be stored; nothing is begun then
     */
    void start() throws StartException {
        await(call(() -> {
            try {
                desired.write(DesiredState.STARTED);
            } catch (IOException e) {
                throw new StartException(e.getMessage() + ". Nothing was started.", e);
            }
            return begin();
        }));
    }

    /** Returns when every stage is closed. @throws StopException when it could not be stored; every stage is closed all the same */
    void stop() throws StopException {
        var problem = callOrTell(() -> {
            var unstored = store(DesiredState.STOPPED);
            end("The dispatcher was stopped while it started.");
            return unstored;
        });
        if (problem != null) {
            throw new StopException("The dispatcher is stopped, but " + problem
                    + ". When the container starts again, so will the dispatcher: make room, and stop it once more.");
        }
    }

    /** Closes every stage in order, within the time of a stop; what is stored stays. */
    void close(String why) {
        callOrTell(() -> {
            end(why);
            return null;
        });
    }

    void arrived(String name, Stage stage) {
        stages.arrived(name, stage);
        run(starter::advance);
    }

    void left(String name, Stage stage) {
        stages.left(name, stage);
        run(starter::advance);
    }

    boolean isRunning() {
        return starter.isRunning();
    }

    List<Stage> opened() {
        return starter.opened();
    }

    Optional<String> notRunningReason() {
        return starter.notRunningReason();
    }

    private Future<?> begin() {
        try {
            pinger.run();
        } catch (RuntimeException ours) {
            LOG.error("The pinger did not start. The dispatcher starts all the same.", ours);
        }
        return starter.begin();
    }

    private void end(String why) {
        if (starter.isBegun()) {
            LOG.info("Stopping Dispatcher.");
            starter.end(new StartException(why));
            LOG.info("The dispatcher is stopped; the pinger goes on.");
        }
    }

    private DesiredState stored() {
        try {
            return desired.read().orElse(DesiredState.STARTED);
        } catch (IOException e) {
            LOG.warn("{}. The dispatcher starts.", e.getMessage());
            return DesiredState.STARTED;
        }
    }

    /** Why it could not be stored; null when it was. */
    private @Nullable String store(DesiredState state) {
        try {
            desired.write(state);
            return null;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ending) {
            LOG.debug("Not done: the container ends.");
        }
    }

    private @Nullable String callOrTell(Callable<@Nullable String> task) {
        try {
            return call(task);
        } catch (StartException e) {
            LOG.warn("The stop was not waited for: {}", e.getMessage());
            return null;
        }
    }

    private <T> T call(Callable<T> task) throws StartException {
        try {
            return await(thread.submit(task));
        } catch (RejectedExecutionException e) {
            throw new StartException("The container ends.", e);
        }
    }

    private static <T> T await(Future<T> future) throws StartException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("The wait was interrupted; it goes on.", e);
        } catch (CancellationException e) {
            throw new StartException("The container ends.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
