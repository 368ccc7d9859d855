package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call led to that did not work: what a {@code CloudException} carries.
 *
 * @param retryAfter how long the cloud asks us to wait
 */
public record CallFailure(
        Fault fault,
        Answer answer,
        CloudError said,
        @Nullable Duration retryAfter) {
    /** What the call may have done. */
    public enum Answer {
        /** Nothing: the cloud has said so, or it was never sent. */
        NO_EFFECT,
        /** Perhaps what was asked. */
        POSSIBLE,
        /** There is such a thing already, perhaps of an earlier call of ours (Docker 409, Nova "volume in use"). */
        EXISTS,
        /** There was one, it is gone, and none can be made under this token any more (EC2). */
        SPENT
    }
}
