package cloud.dispatcher.spi;

import java.time.Duration;

/**
 * What keeps a repeated create from making a second thing. An executor that creates several kinds of things declares the weakest class
 * of them.
 *
 * @param settlesWithin how long after a call can no longer be sent its effect may still become visible, in any class, removals
 *     included. Absence is believed only after it. Never zero.
 */
public record Idempotency(Kind kind, Duration settlesWithin) {
    public Idempotency {
        if (settlesWithin.isZero() || settlesWithin.isNegative()) {
            throw new IllegalArgumentException("settlesWithin is not positive: " + settlesWithin);
        }
    }

    /** The three classes. */
    public enum Kind {
        /** The cloud returns the first thing for the same token: creating again is safe. */
        TOKEN,
        /** The cloud refuses a second thing of the same name: creating again is safe. */
        UNIQUE_NAME,
        /** Nothing in the cloud refuses a second: only looking first does, within {@code settlesWithin}. */
        LOOKUP
    }
}
