package cloud.dispatcher.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation waits.
 *
 * @param until when it is tried again, where that is known
 * @param heldBy the earlier operation that has its turn, for {@link Cause#TURN}
 */
public record Waiting(
        Cause cause,
        Instant since,
        @Nullable Instant until,
        @Nullable OperationId heldBy) {

    /** What an operation waits for; REST calls it {@code waiting.for}. */
    public enum Cause {
        /** An earlier operation on the same server. */
        TURN,
        /** The account's rate. */
        LIMIT,
        /** The next try after a fault. */
        RETRY,
        /** The cloud, which is working on it. */
        CLOUD,
        /** Its executor, which is absent or has no thread free. */
        EXECUTOR,
        /** The time that was asked for. */
        SCHEDULE,
        /** Another operation that it depends on. */
        DEPENDENCY,
        /** A decision of a person. */
        PERSON
    }
}
