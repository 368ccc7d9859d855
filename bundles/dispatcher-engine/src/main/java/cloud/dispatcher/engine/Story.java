package cloud.dispatcher.engine;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.LedgerRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tells what changed: as events, and as the operator's story in the log. */
final class Story {
    private static final Logger LOG = LoggerFactory.getLogger(Story.class);

    private Story() {}

    static EventDraft accepted(Instant now, Server server, Operation operation) {
        return draft(now, "operation.accepted", server, operation, sentence(operation, server) + " was accepted.");
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
            case FAILED -> subject + " failed" + (error == null ? "." : ": " + error.message()) + left(operation);
            case CANCELLING ->
                type.equals("operation.cancelling")
                        ? subject + " is being undone" + (error == null ? "." : ": " + error.message())
                        : subject + ": " + operation.progress().step();
            case ACCEPTED, RUNNING, WAITING ->
                subject + ": " + operation.progress().step() + retry(operation);
        };
    }

    private static String left(Operation operation) {
        return operation.leftovers().isEmpty()
                ? ""
                : " It may have left in the cloud: " + operation.leftovers()
                        + ". What turns up is removed, doubles are not touched.";
    }

    private static String retry(Operation operation) {
        var waiting = operation.waiting();
        if (waiting == null) {
            return "";
        }
        return switch (waiting.cause()) {
            case RETRY ->
                (operation.error() == null ? "" : " (" + operation.error().message() + ")") + ". Trying again at "
                        + waiting.until() + ".";
            case EXECUTOR -> ". Waiting for its executor.";
            case TURN, LIMIT, CLOUD, SCHEDULE, DEPENDENCY, PERSON -> "";
        };
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

    static EventDraft requested(Instant now, Server server, Operation operation) {
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

    /** One line for each event that operators want to read. */
    static void log(List<Event> events) {
        for (var event : events) {
            var before = MDC.getCopyOfContextMap();
            put("operation", event.operation());
            put("server", event.server());
            put("account", event.account());
            switch (event.type()) {
                case "operation.failed", "server.doubled" -> LOG.warn("{}", event.message());
                case "operation.progress" -> LOG.debug("{}", event.message());
                default -> LOG.info("{}", event.message());
            }
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }

    private static void put(String key, @Nullable Object id) {
        if (id != null) {
            MDC.put(key, id.toString());
        }
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
