package cloud.dispatcher.http.view;

import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of the journal. */
public record EventView(
        @Described("Without gaps, in the order in which things happened.")
        long number,

        Instant at,
        @Described(example = "operation.accepted") String type,
        @Nullable AccountId account,
        @Nullable ServerId server,
        @Nullable OperationId operation,
        @Described("One line for people.") String message,

        @Described("What the message says, by name, for programs.")
        Map<String, String> data) {

    /**
     * Events by page.
     *
     * @param after what to ask with next
     */
    public record EventPage(
            List<EventView> items,
            @Described("Ask with this next.") long after) {}

    public static EventView of(Event event) {
        return new EventView(
                event.number(),
                event.at(),
                event.type(),
                event.account(),
                event.server(),
                event.operation(),
                event.message(),
                event.data());
    }
}
