package cloud.dispatcher.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is committed together or not at all: rows, the events that tell of them, and the key of the request that asked for them. */
public record Unit(
        List<Write> writes,
        List<EventDraft> events,
        @Nullable KeyRecord key) {
    public Unit {
        writes = List.copyOf(writes);
        events = List.copyOf(events);
    }
}
