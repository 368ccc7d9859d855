package cloud.dispatcher.control;

import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings the stages up, again and again until they are or {@link #end} is called. Confined to one thread, but for {@link #isRunning},
 * {@link #summary} and {@link #whyNot}.
 */
final class Starter {
    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

    /** After this time a part that has failed is not waited for. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Turns turns;
    private final Sequence sequence;
    private final Parts parts;
    private final Preflight preflight;
    private final Supplier<Settings> settings;
    private final Duration pause;

    /** The start that goes on; null when none does. */
    private @Nullable Start starting;

    /** The next attempt; null when none is due. */
    private @Nullable Future<?> next;

    /** How many attempts have failed since it last ran or was stopped. */
    private int failed;

    /** Why the last of them did: told once, however often it is met. */
    private @Nullable String failure;

    private volatile Shown shown = Shown.STOPPED;

    /** One start, for all who wait for it. */
    record Start(CompletableFuture<Void> done) {}

    /**
     * What others may know.
     *
     * @param awaited the stages that are to come; empty when all are there, and when it is stopped
     * @param failure why the last attempt failed; null when it did not
     */
    private record Shown(
            List<Stage> opened,
            List<String> awaited,
            @Nullable String failure) {
        static final Shown STOPPED = new Shown(List.of(), List.of(), null);

        boolean isRunning() {
            return awaited.isEmpty() && !opened.isEmpty();
        }
    }

    /** @param pause from a failure to the next attempt */
    Starter(
            Turns turns,
            Sequence sequence,
            Parts parts,
            Preflight preflight,
            Supplier<Settings> settings,
            Duration pause) {
        this.turns = turns;
        this.sequence = sequence;
        this.parts = parts;
        this.preflight = preflight;
        this.settings = settings;
        this.pause = pause;
    }

    boolean isRunning() {
        return shown.isRunning();
    }

    List<String> summary() {
        return shown.opened().stream()
                .map(Stage::summary)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    Optional<String> whyNot() {
        var now = shown;
        if (now.isRunning()) {
            return Optional.empty();
        }
        return now.awaited().isEmpty()
                ? Optional.ofNullable(now.failure())
                : Optional.of("it is starting and waits for the " + told(now.awaited()) + ".");
    }

    /** Whether it is up or to be so. */
    boolean isWished() {
        return sequence.isBegun() || next != null;
    }

    /** Begins, unless it has already; parts may come as late as they like. */
    Start begin() {
        if (starting != null) {
            return starting;
        }
        if (isRunning()) {
            return new Start(CompletableFuture.completedFuture(null));
        }
        LOG.atLevel(failed == 0 ? Level.INFO : Level.DEBUG).log("Starting Dispatcher.");
        var start = new Start(new CompletableFuture<>());
        starting = start;
        cancelNext();
        try {
            if (!sequence.isBegun()) {
                preflight.check();
                sequence.begin();
                show(List.of());
            }
            advance();
        } catch (StartException e) {
            fail(e);
        } catch (RuntimeException ours) {
            fail(new StartException("The dispatcher cannot start: " + ours, ours));
        }
        if (starting != null) {
            var limit = settings.get().start();
            turns.after(limit.compareTo(SOON) < 0 ? limit : SOON, () -> giveUpIfHopeless(start));
        }
        return start;
    }

    /** Fails the start where it has not come to an end in time. */
    void limit(Start start) {
        var limit = settings.get().start();
        turns.after(limit, () -> giveUp(start, limit));
    }

    /** Tells the log if the start has not come to an end in time. */
    void watch(Start start) {
        turns.after(settings.get().start(), () -> complain(start));
    }

    /** Opens what can be opened now. */
    void advance() {
        if (!sequence.isBegun()) {
            return;
        }
        try {
            show(sequence.advance(parts::isExpected));
        } catch (StartException e) {
            fail(e);
            return;
        } catch (RuntimeException ours) {
            fail(new StartException("The dispatcher cannot start: " + ours, ours));
            return;
        }
        if (isRunning() && starting != null) {
            LOG.info(
                    "The dispatcher runs{}{}.",
                    summary().isEmpty() ? "" : " (" + String.join(", ", summary()) + ")",
                    failed == 0 ? "" : ", after " + failed + (failed == 1 ? " attempt" : " attempts") + " that failed");
            forget();
            starting.done().complete(null);
            starting = null;
        }
    }

    /** Closes every stage in order, and tries no more. @param why whoever waits for a start is told */
    void end(StartException why) {
        cancelNext();
        forget();
        close(why, Shown.STOPPED);
    }

    private void show(List<String> missing) {
        var opened = sequence.opened();
        shown = new Shown(opened, missing.isEmpty() && opened.isEmpty() ? Stage.ORDER : missing, null);
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
            var awaited = shown.awaited();
            var why = why(awaited);
            fail(new StartException("The " + String.join(" and the ", awaited) + " did not come up within "
                    + limit.toSeconds() + " s" + (why.isEmpty() ? "" : ": " + why)));
        }
    }

    private void complain(Start start) {
        if (start.equals(starting)) {
            LOG.warn("The dispatcher is not up yet and goes on waiting for the {}.", told(shown.awaited()));
        }
    }

    private String told(List<String> awaited) {
        var why = why(awaited);
        return String.join(" and the ", awaited) + (why.isEmpty() ? "" : ": " + why);
    }

    private String why(List<String> awaited) {
        return String.join("; ", parts.whyMissing(awaited));
    }

    private void fail(StartException why) {
        var reason = why.getMessage() + ". The start is tried again every " + pause.toSeconds()
                + " s until it works; dispatcher:stop ends that.";
        if (reason.equals(failure)) {
            LOG.debug("The dispatcher still cannot run: {}", reason);
        } else {
            LOG.error("The dispatcher cannot run: {}", reason, why.getCause());
        }
        failure = reason;
        failed++;
        close(new StartException(reason, why), new Shown(List.of(), List.of(), reason));
        next = turns.after(pause, () -> limit(begin()));
    }

    /** @param then what is shown from the first moment on: the stages may take their time */
    private void close(StartException why, Shown then) {
        shown = then;
        sequence.end(settings.get().stop());
        if (starting != null) {
            starting.done().completeExceptionally(why);
            starting = null;
        }
    }

    private void forget() {
        failed = 0;
        failure = null;
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
