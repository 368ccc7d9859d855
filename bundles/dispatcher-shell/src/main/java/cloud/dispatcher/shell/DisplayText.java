package cloud.dispatcher.shell;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.model.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Facts as people read them in tables and lines. */
public final class DisplayText {
    private static final int BAR = 20;

    private DisplayText() {}

    /** The largest unit that fits: {@code 42 s}, {@code 5 min}, {@code 3 h}, {@code 12 d}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    /** In UTC to the second; empty for null. */
    public static String time(@Nullable Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** How long ago; empty for null. */
    public static String ago(@Nullable Instant at, Instant now) {
        return at == null ? "" : span(Duration.between(at, now)) + " ago";
    }

    /** In how long; empty for null. */
    public static String until(Instant now, @Nullable Instant at) {
        return at == null ? "" : "in " + span(Duration.between(now, at));
    }

    /** How a server is probed: {@code TCP 22}. */
    public static String probe(Probe probe) {
        return switch (probe.method()) {
            case ICMP -> "ICMP";
            case TCP -> "TCP " + probe.port();
            case NONE -> "nothing";
        };
    }

    public static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    public static String roundTrip(@Nullable Duration rtt) {
        return rtt == null ? "" : String.format(Locale.ROOT, "%.1f ms", rtt.toNanos() / 1e6);
    }

    /** The part of the last probes that had no answer; empty where there are none. */
    public static String loss(Heartbeat heartbeat) {
        var isUnprobed = heartbeat.lastSeen() == null && heartbeat.loss() == 0;
        return isUnprobed || heartbeat.verdict() == Verdict.UNWATCHED
                ? ""
                : String.format(Locale.ROOT, "%.0f %%", heartbeat.loss() * 100);
    }

    /** The verdict, and for bad news why. */
    public static String verdict(Heartbeat heartbeat) {
        return switch (heartbeat.verdict()) {
            case UP, UNKNOWN, FLAPPING -> heartbeat.verdict().name();
            case DOWN -> heartbeat.outage() == null ? "DOWN" : "DOWN (outage " + heartbeat.outage() + ")";
            case UNWATCHED -> heartbeat.why() == null ? "UNWATCHED" : "UNWATCHED: " + heartbeat.why();
        };
    }

    /** The verdict, and for how long the server has not been probed where the pinger is stopped. @param pinger null where there is none */
    public static String verdict(Heartbeat heartbeat, @Nullable Pinger pinger, Instant now) {
        var verdict = verdict(heartbeat);
        if (heartbeat.verdict() == Verdict.UNWATCHED) {
            return verdict;
        }
        if (pinger == null) {
            return verdict + ", not probed: no pinger";
        }
        return pinger.stoppedAt()
                .map(at -> verdict + ", not probed for " + span(Duration.between(at, now)))
                .orElse(verdict);
    }

    /** What an operation waits for: {@code RETRY until 2026-01-02T03:04:05Z}; empty when it does not wait. */
    public static String waiting(@Nullable Waiting waiting) {
        if (waiting == null) {
            return "";
        }
        var words = new ArrayList<String>();
        words.add(waiting.cause().name());
        if (waiting.heldBy() != null) {
            words.add("held by " + waiting.heldBy());
        }
        if (waiting.until() != null) {
            words.add("until " + time(waiting.until()));
        }
        return String.join(" ", words);
    }

    /** How far it is: {@code 40 % creating the disk}. */
    public static String progress(Progress progress) {
        return progress.percent() == null ? progress.step() : progress.percent() + " % " + progress.step();
    }

    /** One line: a bar, the state, and what is being done or why it failed. */
    public static String bar(Operation operation) {
        var percent = operation.progress().percent();
        int done = switch (operation.state()) {
            case SUCCEEDED -> 100;
            case ACCEPTED, RUNNING, WAITING, CANCELLING, FAILED, CANCELLED -> percent == null ? 0 : percent;
        };
        int full = done * BAR / 100;
        return "█".repeat(full) + "░".repeat(BAR - full) + " " + operation.state() + " " + detail(operation);
    }

    /** What is being done, what it waits for, or why it failed. */
    public static String detail(Operation operation) {
        var error = operation.error();
        if (error != null) {
            return error.fault() + ": " + sentence(error.message())
                    + (error.remedy() == null ? "" : " " + error.remedy());
        }
        return isHeldUp(operation)
                ? progress(operation.progress()) + " (waits for " + waiting(operation.waiting()) + ")"
                : progress(operation.progress());
    }

    /** A cloud's words, so that others may follow. */
    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    /** Whether its wait is news: that a cloud takes its time is not, and while a step is under way there is none. */
    private static boolean isHeldUp(Operation operation) {
        var waiting = operation.waiting();
        return waiting != null
                && waiting.cause() != Waiting.Cause.CLOUD
                && operation.state() != OperationState.RUNNING
                && !operation.state().isOver();
    }
}
