package cloud.dispatcher.http.live;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest events, as they are sent: so that a commit is read once, however many streams there are. Safe for many threads. */
final class Recent {
    /** How many are held. */
    static final int HELD = 1_024;

    private final @Nullable Line[] lines = new Line[HELD];
    private long oldest = 1; // the oldest that is held; one more than the newest while none is
    private long newest;

    /** One event and its message, encoded. */
    record Line(Event event, byte[] message) {}

    /**
     * Some events.
     *
     * @param messages of those that match, one after another
     * @param position how far was read
     */
    record Batch(byte[] messages, long position) {}

    /** Adds what follows the newest; where numbers are missing between (they were pruned), what was held before is forgotten. */
    synchronized void add(List<Line> batch) {
        for (var line : batch) {
            skipTo(line.event.number() - 1);
            newest = line.event.number();
            lines[(int) (newest % HELD)] = line;
        }
        oldest = Math.max(oldest, newest - HELD + 1);
    }

    /** Goes on after a later number, if it is later: what lies between is not held. */
    synchronized void skipTo(long number) {
        if (number > newest) {
            newest = number;
            oldest = number + 1;
        }
    }

    synchronized long newest() {
        return newest;
    }

    /** What is held after a position; null when something after it is not held. */
    synchronized @Nullable Batch after(long position, EventQuery query, int most) {
        if (position + 1 < oldest || position > newest) {
            return null;
        }
        var messages = new ByteArrayOutputStream();
        long last = Math.min(newest, position + most);
        for (long number = position + 1; number <= last; number++) {
            var line = Objects.requireNonNull(lines[(int) (number % HELD)]);
            if (matches(line.event, query)) {
                messages.writeBytes(line.message);
            }
        }
        return new Batch(messages.toByteArray(), last);
    }

    private static boolean matches(Event event, EventQuery query) {
        return (query.account() == null || query.account().equals(event.account()))
                && (query.server() == null || query.server().equals(event.server()))
                && (query.operation() == null || query.operation().equals(event.operation()));
    }
}
