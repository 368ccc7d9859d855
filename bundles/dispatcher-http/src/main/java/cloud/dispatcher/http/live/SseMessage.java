package cloud.dispatcher.http.live;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.view.EventView;
import cloud.dispatcher.model.Event;
import java.nio.charset.StandardCharsets;

/** The messages of an event stream (WHATWG HTML, 9.2). JSON has no line breaks, so one data line is enough. */
final class SseMessage {
    private SseMessage() {}

    /** An event, encoded once for all who read it. */
    static byte[] of(Event event) {
        return bytes("id: " + event.number() + "\ndata: " + ApiJson.write(EventView.of(event)) + "\n\n");
    }

    /** Begins a stream that cannot go on where its reader was: it goes on with the oldest event that is kept. */
    static byte[] reset(long oldest) {
        return bytes("id: " + Math.max(0, oldest - 1) + "\nevent: reset\ndata: {\"oldest\":" + oldest + "}\n\n");
    }

    /** Ends a stream. */
    static byte[] stopped() {
        return bytes("event: stopped\ndata: {}\n\n");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
