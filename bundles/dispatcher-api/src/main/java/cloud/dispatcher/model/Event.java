package cloud.dispatcher.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One numbered line of what happened. The numbers have no gaps and follow the order of the commits.
 *
 * @param type {@code operation.accepted}, {@code server.changed}, {@code heartbeat.changed}, …
 * @param message one line for people
 * @param data what the message says, by name, for programs
 */
public record Event(
        long number,
        Instant at,
        String type,
        @Nullable AccountId account,
        @Nullable ServerId server,
        @Nullable OperationId operation,
        String message,
        Map<String, String> data) {
    public Event {
        Text.require(type, "type");
        data = Map.copyOf(data);
    }
}
