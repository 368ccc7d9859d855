package cloud.dispatcher.engine;

import cloud.dispatcher.engine.decide.Story;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Tells the operator what was committed: one line for each thing that changed, however many events tell of it. */
public final class StoryLog {
    private static final Logger LOG = LoggerFactory.getLogger("cloud.dispatcher.engine.Story");

    private record Subject(
            @Nullable OperationId operation, @Nullable ServerId server) {}

    private StoryLog() {}

    /** @param events of one commit */
    public static void tell(List<Event> events) {
        var bySubject = new LinkedHashMap<Subject, List<Event>>();
        for (var event : events) {
            if (!event.type().equals("server.requested")) { // the acceptance tells it
                bySubject
                        .computeIfAbsent(new Subject(event.operation(), event.server()), subject -> new ArrayList<>())
                        .add(event);
            }
        }
        bySubject.values().forEach(StoryLog::line);
    }

    /** Whether an operator who does not read DEBUG was told anything. */
    public static boolean isTold(List<Event> events) {
        return !events.isEmpty() && gravest(events) != Level.DEBUG;
    }

    private static void line(List<Event> events) {
        var before = MDC.getCopyOfContextMap();
        put("operation", events.get(0).operation());
        put("server", events.get(0).server());
        put("account", events.get(0).account());
        try {
            var text =
                    events.stream().map(event -> Story.ended(event.message())).collect(Collectors.joining(" "));
            LOG.atLevel(gravest(events)).log(text);
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }

    private static Level gravest(List<Event> events) {
        var gravest = Level.DEBUG;
        for (var event : events) {
            var level = level(event);
            if (level.toInt() > gravest.toInt()) {
                gravest = level;
            }
        }
        return gravest;
    }

    private static Level level(Event event) {
        return switch (event.type()) {
            case "operation.failed", "server.doubled" -> Level.WARN;
            case "operation.waiting" ->
                Waiting.Cause.RETRY.name().equals(event.data().get("waiting")) ? Level.WARN : Level.INFO;
            case "operation.progress" -> Level.DEBUG;
            default -> Level.INFO;
        };
    }

    private static void put(String key, @Nullable Object id) {
        if (id != null) {
            MDC.put(key, id.toString());
        }
    }
}
