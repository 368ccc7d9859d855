package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Event;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events as JSON and as lines of a stream. */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode of(Event event) {
        var json = Json.object().put("number", event.number());
        Members.put(json, "at", event.at());
        json.put("type", event.type());
        Members.put(json, "account", event.account());
        Members.put(json, "server", event.server());
        Members.put(json, "operation", event.operation());
        json.put("message", event.message());
        Members.put(json, "data", event.data());
        return json;
    }

    /** As one message of an event stream (WHATWG HTML, 9.2). JSON has no line breaks, so one data line is enough. */
    public static String message(Event event) {
        return "id: " + event.number() + "\ndata: " + of(event) + "\n\n";
    }

    /** Begins a stream that cannot go on where its reader was: it goes on with the oldest event that is kept. */
    public static String reset(long oldest) {
        return "id: " + Math.max(0, oldest - 1) + "\nevent: reset\ndata: "
                + Json.object().put("oldest", oldest) + "\n\n";
    }

    /** Ends a stream. */
    public static String stopped() {
        return "event: stopped\ndata: {}\n\n";
    }
}
