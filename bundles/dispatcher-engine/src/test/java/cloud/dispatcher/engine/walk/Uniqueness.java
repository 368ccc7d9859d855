package cloud.dispatcher.engine.walk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a repeated create from making a second thing; frozen on the ledger line.
 *
 * @param settlesWithin how long after a call can no longer be sent its effect may still become visible, removals included; never zero
 * @param anchor for ANCHOR: the earlier part of the plan that the create uses up
 */
public record Uniqueness(
        Guarantee of, Duration settlesWithin, @Nullable String anchor) {
    /** The four classes. */
    public enum Guarantee {
        /** The cloud returns the first thing for the same token. */
        TOKEN,
        /** The cloud refuses a second thing of the same name. */
        UNIQUE_NAME,
        /** The create uses up an earlier thing of the same ledger that serves once. */
        ANCHOR,
        /** Nothing in the cloud refuses a second. */
        LOOKUP
    }

    public Uniqueness {
        if (settlesWithin.isZero() || settlesWithin.isNegative()) {
            throw new IllegalArgumentException("settlesWithin is not positive: " + settlesWithin);
        }
        if ((of == Guarantee.ANCHOR) != (anchor != null)) {
            throw new IllegalArgumentException("an anchor belongs to ANCHOR, and to nothing else");
        }
    }
}
