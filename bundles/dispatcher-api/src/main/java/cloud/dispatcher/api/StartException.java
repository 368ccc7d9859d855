package cloud.dispatcher.api;

import java.io.Serial;

/** A part could not start. The message says why and what to do. */
public final class StartException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
