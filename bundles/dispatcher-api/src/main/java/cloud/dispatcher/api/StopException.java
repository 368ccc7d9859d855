package cloud.dispatcher.api;

import java.io.Serial;

/** The dispatcher was stopped, but not as it was to be. The message says what follows and what to do. */
public final class StopException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public StopException(String message) {
        super(message);
    }
}
