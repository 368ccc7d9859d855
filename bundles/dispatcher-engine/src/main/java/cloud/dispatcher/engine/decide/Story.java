package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.LedgerRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what changed, as events. */
public final class Story {
    private Story() {}

    public static EventDraft accepted(Instant now, Server server, Operation operation) {
        return draft(
                now,
                "operation.accepted",
                server,
                operation,
                sentence(operation, server) + " was accepted, asked for by " + operation.actor() + ".");
    }

    /** What became of an operation, if it is news. That a further step begins is none. */
    static Optional<EventDraft> operation(Instant now, Server server, Operation before, Operation after) {
        return news(before, after).map(type -> draft(now, type, server, after, message(type, server, after)));
    }

    private static Optional<String> news(Operation before, Operation after) {
        if (after.state() != before.state()) {
            switch (after.state()) {
                case SUCCEEDED, FAILED, CANCELLED, CANCELLING -> {
                    return Optional.of("operation." + after.state().name().toLowerCase(Locale.ROOT));
                }
                case RUNNING -> {
                    return after.attempts() == 1 ? Optional.of("operation.started") : Optional.empty();
                }
                case ACCEPTED, WAITING -> {}
            }
        }
        if (after.waiting() != null && cause(before) != after.waiting().cause()) {
            return Optional.of("operation.waiting");
        }
        return after.progress().equals(before.progress()) ? Optional.empty() : Optional.of("operation.progress");
    }

    private static Waiting.@Nullable Cause cause(Operation operation) {
        return operation.waiting() == null ? null : operation.waiting().cause();
    }

    private static String message(String type, Server server, Operation operation) {
        var subject = sentence(operation, server);
        var error = operation.error();
        return switch (operation.state()) {
            case SUCCEEDED -> subject + " succeeded.";
            case CANCELLED -> subject + " was cancelled.";
            case FAILED ->
                subject + " failed" + (error == null ? "." : ": " + ended(error.message())) + left(operation);
            case CANCELLING ->
                type.equals("operation.cancelling")
                        ? subject + " is being undone" + (error == null ? "." : ": " + error.message())
                        : subject + ": " + now(operation);
            case ACCEPTED, RUNNING, WAITING ->
                type.equals("operation.started") ? subject + " has begun." : subject + ": " + now(operation);
        };
    }

    private static String left(Operation operation) {
        return operation.leftovers().isEmpty()
                ? ""
                : " It may have left in the cloud: " + operation.leftovers()
                        + ". What turns up is removed, doubles are not touched.";
    }

    /** What it does now, or why it does nothing. */
    private static String now(Operation operation) {
        var step = operation.progress().step();
        var waiting = operation.waiting();
        if (waiting == null) {
            return step;
        }
        var error = operation.error();
        // While a launch is undone the error is why, and the step tells of the retry.
        return switch (waiting.cause()) {
            case RETRY ->
                ended(
                                error == null || operation.state() == OperationState.CANCELLING
                                        ? step
                                        : "a step failed: " + error.message())
                        + again(waiting);
            case EXECUTOR -> ended(step) + " Waiting for its executor.";
            case TURN, LIMIT, CLOUD, SCHEDULE, DEPENDENCY, PERSON -> step;
        };
    }

    private static String again(Waiting waiting) {
        var until = waiting.until();
        return until == null ? "" : " Trying again at " + until.truncatedTo(ChronoUnit.MILLIS) + ".";
    }

    /** A sentence: the cloud's own words may or may not end with a full stop. */
    public static String ended(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    static Optional<EventDraft> server(Instant now, Server before, Server after, @Nullable OperationId cause) {
        if (before.state() == after.state()
                && before.addresses().equals(after.addresses())
                && Objects.equals(before.cloudId(), after.cloudId())) {
            return Optional.empty();
        }
        var address =
                after.addresses().isEmpty() ? "" : " at " + after.addresses().get(0);
        var data = new HashMap<String, String>();
        data.put("state", after.state().name());
        data.put("from", before.state().name());
        return Optional.of(new EventDraft(
                now,
                "server.changed",
                after.account(),
                after.id(),
                cause,
                "Server " + after.name() + " is " + after.state()
                        + (after.state() == ServerState.RUNNING ? address : "") + ".",
                data));
    }

    public static EventDraft requested(Instant now, Server server, Operation operation) {
        return draft(now, "server.requested", server, operation, "Server " + server.name() + " was requested.");
    }

    static EventDraft doubled(Instant now, Server server, LedgerRow row) {
        var ids = row.cloudId() + ", " + String.join(", ", row.twins());
        return new EventDraft(
                now,
                "server.doubled",
                row.account(),
                row.server(),
                row.operation(),
                "More than one " + row.kind() + " answers to the token " + row.name() + " of server " + server.name()
                        + ": " + ids + ". None is touched. Look at them in the cloud and remove what is not needed.",
                Map.of("cloudIds", ids));
    }

    static EventDraft removed(Instant now, LedgerRow row) {
        return new EventDraft(
                now,
                "leftover.removed",
                row.account(),
                row.server(),
                row.operation(),
                "What was left of operation " + row.operation() + " is gone: " + row.kind() + " " + row.name() + ".",
                Map.of());
    }

    private static EventDraft draft(Instant now, String type, Server server, Operation operation, String message) {
        var data = new HashMap<String, String>();
        data.put("action", operation.action().kind().word());
        data.put("state", operation.state().name());
        data.put("step", operation.progress().step());
        var percent = operation.progress().percent();
        if (percent != null) {
            data.put("percent", percent.toString());
        }
        var waiting = operation.waiting();
        if (waiting != null) {
            data.put("waiting", waiting.cause().name());
        }
        return new EventDraft(now, type, operation.account(), server.id(), operation.id(), message, data);
    }

    private static String sentence(Operation operation, Server server) {
        var word = operation.action().kind().word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " of " + server.name();
    }
}
