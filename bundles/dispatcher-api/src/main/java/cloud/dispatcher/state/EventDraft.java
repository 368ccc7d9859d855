package cloud.dispatcher.state;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ServerId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that has no number yet. */
public record EventDraft(
        Instant at,
        String type,
        @Nullable AccountId account,
        @Nullable ServerId server,
        @Nullable OperationId operation,
        String message,
        Map<String, String> data) {
    public EventDraft {
        data = Map.copyOf(data);
    }
}
