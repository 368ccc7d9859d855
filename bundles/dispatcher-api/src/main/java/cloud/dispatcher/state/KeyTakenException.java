package cloud.dispatcher.state;

import java.io.Serial;

/** The idempotency key was used before: here is the record of it. */
public final class KeyTakenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient KeyRecord taken;

    public KeyTakenException(KeyRecord taken) {
        super("idempotency key " + taken.key() + " is taken");
        this.taken = taken;
    }

    public KeyRecord taken() {
        return taken;
    }
}
