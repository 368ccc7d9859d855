package cloud.dispatcher.http.live;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.view.EventView;
import cloud.dispatcher.model.Event;

/** The messages of an event stream (WHATWG HTML, 9.2). JSON has no line breaks, so one data line is enough. */
final class SseMessage {
    private SseMessage() {}

    static String of(Event event) {
        return "id: " + event.number() + "\ndata: " + ApiJson.write(EventView.of(event)) + "\n\n";
    }

    /** Begins a stream that cannot go on where its reader was: it goes on with the oldest event that is kept. */
    static String reset(long oldest) {
        return "id: " + Math.max(0, oldest - 1) + "\nevent: reset\ndata: {\"oldest\":" + oldest + "}\n\n";
    }

    /** Ends a stream. */
    static String stopped() {
        return "event: stopped\ndata: {}\n\n";
    }
}
