package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Opens the stages, again and again until all are open or {@link #end} is called. Confined to one thread, but for {@link #isRunning},
 * {@link #opened} and {@link #notRunningReason}.
 */
final class Starter {
    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

    /** After this time a part that has failed for good is not waited for. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;
    private final StageSequence stages;
    private final InstalledStages installed;
    private final Preflight preflight;
    private final Supplier<Settings> settings;
    private final Duration pause;

    /** Completed when the attempt in progress has worked or failed; null when none is. */
    private @Nullable CompletableFuture<Void> attempt;

    /** The next attempt; null when none is due. */
    private @Nullable Future<?> retry;

    /** How many attempts have failed since it last ran or was stopped. */
    private int failed;

    /** Why the last of them did: logged once, however often it is met. */
    private @Nullable String failure;

    private volatile View view = View.STOPPED;

    /**
     * What other threads see.
     *
     * @param awaited the stages that are still to open; empty when all are open, and while it is stopped
     * @param failure why the last attempt failed; null while one is in progress and when none has
     */
    private record View(
            List<Stage> opened,
            List<String> awaited,
            @Nullable String failure) {
        static final View STOPPED = new View(List.of(), List.of(), null);

        boolean isRunning() {
            return awaited.isEmpty() && !opened.isEmpty();
        }
    }

    /**
     * @param thread the one that this is confined to
     * @param pause from a failure to the next attempt
     */
    Starter(
            ScheduledExecutorService thread,
            StageSequence stages,
            InstalledStages installed,
            Preflight preflight,
            Supplier<Settings> settings,
            Duration pause) {
        this.thread = thread;
        this.stages = stages;
        this.installed = installed;
        this.preflight = preflight;
        this.settings = settings;
        this.pause = pause;
    }

    boolean isRunning() {
        return view.isRunning();
    }

    /** The open stages, in the order of opening. */
    List<Stage> opened() {
        return view.opened();
    }

    /** Why it does not run although it is to; empty while it runs and while it is stopped. */
    Optional<String> notRunningReason() {
        var now = view;
        if (now.isRunning()) {
            return Optional.empty();
        }
        return now.awaited().isEmpty()
                ? Optional.ofNullable(now.failure())
                : Optional.of("it is starting and waits for " + explained(now.awaited()) + ".");
    }

    /** Whether it is up or to be so. */
    boolean isBegun() {
        return stages.isBegun() || retry != null;
    }

    /** Begins an attempt, or joins the one in progress. Stages may come as late as the limit allows. */
    CompletableFuture<Void> begin() {
        if (attempt != null) {
            return attempt;
        }
        if (isRunning()) {
            return CompletableFuture.completedFuture(null);
        }
        LOG.atLevel(failed == 0 ? Level.INFO : Level.DEBUG).log("Starting Dispatcher.");
        cancelRetry();
        var begun = new CompletableFuture<Void>();
        attempt = begun;
        advance();
        if (begun.equals(attempt)) {
            var limit = settings.get().start();
            later(limit.compareTo(SOON) < 0 ? limit : SOON, () -> failIfHopeless(begun));
            later(limit, () -> failIfUnfinished(begun, limit));
        }
        return begun;
    }

    /** Opens what can be opened now. */
    void advance() {
        try {
            if (attempt != null && !stages.isBegun()) {
                preflight.check();
                stages.begin();
            }
            if (stages.isBegun()) {
                var awaited = stages.advance(installed::isInstalled);
                var opened = stages.opened();
                view = new View(opened, awaited.isEmpty() && opened.isEmpty() ? Stage.ORDER : awaited, null);
            }
        } catch (StartException e) {
            fail(e);
        } catch (RuntimeException ours) {
            fail(new StartException("internal error: " + ours, ours));
        }
        if (isRunning() && attempt != null) {
            succeed(attempt);
        }
    }

    /**
     * Closes every stage in order, and tries no more.
     *
     * @param why those who wait for a start are told
     */
    void end(StartException why) {
        cancelRetry();
        forget();
        close(why, View.STOPPED);
    }

    private void succeed(CompletableFuture<Void> begun) {
        var says = opened().stream()
                .map(Stage::summary)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ", " (", ")"));
        LOG.info(
                "The dispatcher runs{}{}.",
                says.equals(" ()") ? "" : says,
                failed == 0 ? "" : ", after " + failed + " failed " + (failed == 1 ? "attempt" : "attempts"));
        forget();
        attempt = null;
        begun.complete(null);
    }

    private void failIfHopeless(CompletableFuture<Void> begun) {
        var failures = installed.failures();
        if (begun.equals(attempt) && !failures.isEmpty()) {
            fail(new StartException(String.join("; ", failures)));
        }
    }

    private void failIfUnfinished(CompletableFuture<Void> begun, Duration limit) {
        if (begun.equals(attempt)) {
            var seconds = limit.toSeconds();
            fail(new StartException(explained(view.awaited()) + " did not come up within " + seconds + " s"));
        }
    }

    private String explained(List<String> awaited) {
        var why = String.join("; ", installed.whyMissing(awaited));
        return "the " + String.join(" and the ", awaited) + (why.isEmpty() ? "" : " (" + why + ")");
    }

    private void fail(StartException why) {
        var reason = why.getMessage() + ". The start is tried again every " + pause.toSeconds()
                + " s until it works; bin/dispatcher stop ends that.";
        if (reason.equals(failure)) {
            LOG.debug("The dispatcher still cannot run: {}", reason);
        } else { // a stack where it is our own mistake; else the sentence says it all
            LOG.error("The dispatcher cannot run: {}", reason, why.getCause() instanceof RuntimeException e ? e : null);
        }
        failure = reason;
        failed++;
        close(new StartException(reason, why), new View(List.of(), List.of(), reason));
        retry = later(pause, this::begin);
    }

    /** @param then what others see from the first moment on: the stages may take their time */
    private void close(StartException why, View then) {
        view = then;
        stages.end(settings.get().stop());
        if (attempt != null) {
            attempt.completeExceptionally(why);
            attempt = null;
        }
    }

    private void forget() {
        failed = 0;
        failure = null;
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }

    private Future<?> later(Duration delay, Runnable task) {
        return thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
