package cloud.dispatcher.executor.simulator.cloud;

import java.io.Serial;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cloud has refused a call, in its own words, and nothing was changed by it. */
public final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The codes of this cloud. */
    public enum Code {
        INVALID_REQUEST("InvalidParameterValue"),
        UNKNOWN_IMAGE("InvalidAMIID.NotFound"),
        UNKNOWN_SIZE("InvalidInstanceType"),
        UNKNOWN_SERVER("InvalidInstanceID.NotFound"),
        UNKNOWN_VOLUME("InvalidVolume.NotFound"),
        WRONG_STATE("IncorrectInstanceState"),
        IN_USE("VolumeInUse"),
        NAME_TAKEN("InvalidName.Duplicate"),
        OTHER_REQUEST("IdempotentParameterMismatch"),
        QUOTA("InstanceLimitExceeded"),
        CAPACITY("InsufficientInstanceCapacity"),
        THROTTLED("RequestLimitExceeded"),
        BROKEN_DOWN("InternalError");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        /** The code as the cloud writes it. */
        public String word() {
            return word;
        }
    }

    private final Code code;
    private final String requestId = UUID.randomUUID().toString();
    private final @Nullable Duration retryAfter;

    RefusedException(Code code, String text, @Nullable Duration retryAfter) {
        super(text);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    RefusedException(Code code, String text) {
        this(code, text, null);
    }

    public Code code() {
        return code;
    }

    public String requestId() {
        return requestId;
    }

    /** How long the cloud asks to wait. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
