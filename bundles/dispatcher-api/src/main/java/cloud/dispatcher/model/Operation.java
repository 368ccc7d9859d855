package cloud.dispatcher.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One accepted action, as everybody may see it.
 *
 * @param server the server that it makes or changes
 * @param actor who asked for it
 * @param deadline when attempts end, if it is not over by then
 * @param attempts how many steps were begun
 * @param waiting why it waits; while a step is under way, why it waited before it, if that is still true
 * @param result what came of it, by name; empty until it succeeded
 * @param leftovers what it may have left in the cloud
 */
public record Operation(
        OperationId id,
        Action action,
        AccountId account,
        ServerId server,
        OperationState state,
        String actor,
        @Nullable String reason,
        int priority,
        @Nullable Instant notBefore,
        Instant deadline,
        int attempts,
        Progress progress,
        @Nullable Waiting waiting,
        Map<String, String> result,
        @Nullable OperationError error,
        List<Leftover> leftovers,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    public Operation {
        Text.require(actor, "actor");
        result = Map.copyOf(result);
        leftovers = List.copyOf(leftovers);
    }
}
