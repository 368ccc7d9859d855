package cloud.dispatcher.state;

import java.io.Serial;

/** The store cannot read or write. The message says why, for people. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
