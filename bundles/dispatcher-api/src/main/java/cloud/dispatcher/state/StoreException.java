package cloud.dispatcher.state;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot read or write. The message says why, for people. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 2;

    private final boolean isClosed;

    public StoreException(String message) {
        super(message);
        isClosed = false;
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
        isClosed = false;
    }

    private StoreException(@Nullable Throwable cause) {
        super("The store is closed.", cause);
        isClosed = true;
    }

    /** The store was closed in good order: no trouble, and no use to try again. */
    public static StoreException closed(@Nullable Throwable cause) {
        return new StoreException(cause);
    }

    /** Whether it is {@link #closed}. */
    public boolean isClosed() {
        return isClosed;
    }
}
