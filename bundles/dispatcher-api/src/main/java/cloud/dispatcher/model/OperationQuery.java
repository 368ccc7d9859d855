package cloud.dispatcher.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which operations, the newest first. What is null or empty does not limit. */
public record OperationQuery(
        Set<OperationState> states,
        @Nullable AccountId account,
        @Nullable ServerId server,
        @Nullable ActionKind action) {
    public OperationQuery {
        states = Set.copyOf(states);
    }

    public static OperationQuery all() {
        return new OperationQuery(Set.of(), null, null, null);
    }
}
