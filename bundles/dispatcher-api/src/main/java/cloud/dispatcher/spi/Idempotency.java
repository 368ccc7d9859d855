package cloud.dispatcher.spi;

import java.time.Duration;

/**
 * What keeps a repeated create from making a second thing.
 *
 * @param settlesWithin how long after a call can no longer be sent its effect may still become visible. Absence is believed only after it.
 */
public record Idempotency(Kind kind, Duration settlesWithin) {

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
