package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/** Which events, in the order of their numbers. What is null does not limit. */
public record EventQuery(
        @Nullable AccountId account,
        @Nullable ServerId server,
        @Nullable OperationId operation) {

    public static EventQuery all() {
        return new EventQuery(null, null, null);
    }
}
