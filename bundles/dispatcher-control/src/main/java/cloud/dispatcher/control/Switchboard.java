package cloud.dispatcher.control;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out starts and stops one after another, on one thread of its own, and remembers the wish. Whatever calls may do so from any
 * thread.
 */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    /** After this time a part that has failed is not waited for. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;
    private final Sequence sequence;
    private final WishFile wish;
    private final Parts parts;
    private final Runnable pinger;
    private final Supplier<Settings> settings;

    /** The start that goes on; null when none does. Touched by {@link #thread} alone. */
    private @Nullable Start starting;

    /** The expected stages that are not there yet. Touched by {@link #thread} alone. */
    private List<String> missing = List.of();

    private volatile List<Stage> opened = List.of();
    private volatile boolean running;

    /** One start, for all who wait for it. */
    private record Start(CompletableFuture<Void> done) {}

    /** Which stages a container has. */
    interface Parts {
        /** Whether the stage is installed, or may still be while the container boots. */
        boolean isExpected(String stage);

        /** Why parts have failed for good, for people; empty when none has. */
        List<String> failures();

        /** Why the stages are not there although the condition holds, for people. */
        List<String> whyMissing(List<String> stages);
    }

    /**
     * @param thread has one thread
     * @param pinger starts the pinger, if there is one
     */
    Switchboard(
            ScheduledExecutorService thread,
            Sequence sequence,
            WishFile wish,
            Parts parts,
            Runnable pinger,
            Supplier<Settings> settings) {
        this.thread = thread;
        this.sequence = sequence;
        this.wish = wish;
        this.parts = parts;
        this.pinger = pinger;
        this.settings = settings;
    }

    /** Makes the dispatcher what it was wished to be, started if nothing ever was; does not wait for it. */
    void restore() {
        thread.execute(() -> {
            if (remembered() == Wish.STOPPED) {
                LOG.info("The dispatcher stays stopped, as it was wished. Start it with dispatcher:start.");
                return;
            }
            var begun = begin();
            after(settings.get().start(), () -> complain(begun));
        });
    }

    /** @throws StartException with the reason; the dispatcher is then stopped */
    void start() throws StartException {
        var start = result(submit(() -> {
            try {
                wish.write(Wish.STARTED);
            } catch (IOException e) {
                throw new StartException(wish.path() + " cannot be written: " + e, e);
            }
            var begun = begin();
            var limit = settings.get().start();
            var soon = limit.compareTo(SOON) < 0 ? limit : SOON;
            after(soon, () -> giveUpIfHopeless(begun));
            after(limit, () -> giveUp(begun, limit));
            return begun;
        }));
        result(start.done());
    }

    /** Returns when every stage is closed. */
    void stop() {
        try {
            result(submit(() -> {
                remember();
                if (sequence.isBegun()) {
                    LOG.info("Stopping Dispatcher.");
                    end(new StartException("The dispatcher was stopped while it started."));
                    LOG.info("The dispatcher is stopped; the pinger goes on.");
                }
                return true;
            }));
        } catch (StartException goingDown) {
            LOG.warn("The stop was not waited for: {}", goingDown.getMessage());
        }
    }

    /** Closes every stage in order, within the time of a stop; the wish stays what it is. */
    void close() {
        try {
            result(submit(() -> {
                if (sequence.isBegun()) {
                    LOG.info("The container ends. Stopping Dispatcher before it.");
                    end(new StartException("The container ends."));
                }
                return true;
            }));
        } catch (StartException goingDown) {
            LOG.debug("The stages end with the container.", goingDown);
        }
    }

    private void remember() {
        try {
            wish.write(Wish.STOPPED);
        } catch (IOException e) {
            LOG.error(
                    "{} cannot be written: {}. The dispatcher stops now, and may run again when the container was restarted.",
                    wish.path(),
                    e.toString());
        }
    }

    boolean isRunning() {
        return running;
    }

    List<String> summary() {
        return opened.stream()
                .map(Stage::summary)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    void arrived(String name, Stage stage) {
        sequence.arrived(name, stage);
        look();
    }

    void left(String name, Stage stage) {
        sequence.left(name, stage);
        look();
    }

    /** Looks again at which stages are expected. */
    void look() {
        execute(this::advance);
    }

    private Wish remembered() {
        try {
            return wish.read().orElse(Wish.STARTED);
        } catch (IOException e) {
            LOG.warn("{}. The dispatcher starts.", e.getMessage());
            return Wish.STARTED;
        }
    }

    private Start begin() {
        LOG.info("Starting pinger.");
        startPinger();
        if (starting != null) {
            return starting;
        }
        if (running) {
            return new Start(CompletableFuture.completedFuture(null));
        }
        LOG.info("Starting Dispatcher.");
        var start = new Start(new CompletableFuture<>());
        starting = start;
        sequence.begin();
        advance();
        return start;
    }

    private void startPinger() {
        try {
            pinger.run();
        } catch (RuntimeException ours) {
            LOG.error("The pinger did not start. The dispatcher starts all the same.", ours);
        }
    }

    private void advance() {
        if (!sequence.isBegun()) {
            return;
        }
        try {
            missing = sequence.advance(parts::isExpected);
        } catch (StartException e) {
            fail(e);
            return;
        } catch (RuntimeException ours) {
            LOG.error("A stage failed to open.", ours);
            fail(new StartException("The dispatcher cannot start: " + ours, ours));
            return;
        }
        opened = sequence.opened();
        running = missing.isEmpty() && !opened.isEmpty();
        if (running && starting != null) {
            LOG.info("The dispatcher runs ({}).", String.join(", ", summary()));
            starting.done().complete(null);
            starting = null;
        }
    }

    private void giveUpIfHopeless(Start start) {
        if (start.equals(starting)) {
            var failures = parts.failures();
            if (!failures.isEmpty()) {
                fail(new StartException("The dispatcher cannot start: " + String.join("; ", failures)));
            }
        }
    }

    private void giveUp(Start start, Duration limit) {
        if (start.equals(starting)) {
            fail(new StartException("The " + String.join(" and the ", awaited()) + " did not come up within "
                    + limit.toSeconds() + " s: " + String.join("; ", parts.whyMissing(awaited()))));
        }
    }

    /** Where no stage is expected, any would do. */
    private List<String> awaited() {
        return missing.isEmpty() ? Stage.ORDER : missing;
    }

    private void fail(StartException why) {
        LOG.error(
                "The dispatcher cannot run and is stopped; start it with dispatcher:start. Why: {}", why.getMessage());
        end(why);
    }

    private void end(StartException why) {
        running = false;
        opened = List.of();
        sequence.end(settings.get().stop());
        if (starting != null) {
            starting.done().completeExceptionally(why);
            starting = null;
        }
    }

    /** At a boot nothing is given up: parts may come late. */
    private void complain(Start start) {
        if (start.equals(starting)) {
            LOG.warn(
                    "The dispatcher is not up yet and goes on waiting for the {}: {}.",
                    String.join(" and the ", awaited()),
                    String.join("; ", parts.whyMissing(awaited())));
        }
    }

    private void after(Duration delay, Runnable task) {
        var unused = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException goingDown) {
            LOG.debug("Ignored: the container goes down.");
        }
    }

    private <T> Future<T> submit(Callable<T> task) throws StartException {
        try {
            return thread.submit(task);
        } catch (RejectedExecutionException e) {
            throw new StartException("The container goes down.", e);
        }
    }

    private static <T> T result(Future<T> future) throws StartException {
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
