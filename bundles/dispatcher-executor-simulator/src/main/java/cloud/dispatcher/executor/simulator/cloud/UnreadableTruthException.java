package cloud.dispatcher.executor.simulator.cloud;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An account's truth does not say what is true; its message names file and line. Its account is out of order until a person has mended it. */
public final class UnreadableTruthException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableTruthException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
