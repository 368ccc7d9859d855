package cloud.dispatcher.state;

import java.io.Serial;

/** Something was changed by somebody else since the unit saw it. Read again, decide again. */
public final class StaleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StaleException(String message) {
        super(message);
    }
}
