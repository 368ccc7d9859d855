package cloud.dispatcher.api;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change.
 *
 * @param actor the user, for the audit
 * @param reason why, in their words
 * @param key makes a repeated request harmless; a trial has none
 * @param purpose whether it is to be done
 */
public record Asked(
        String actor, @Nullable String reason, @Nullable IdempotencyKey key, Purpose purpose) {

    /** Whether a change is to be done. */
    public enum Purpose {
        /** Do it. */
        DO,
        /** Judge it as if it were to be done, ask the cloud about it, and store nothing. */
        TRY
    }

    public Asked {
        if (purpose == Purpose.TRY && key != null) {
            throw new IllegalArgumentException("a trial is not repeated by a key: nothing of it is kept");
        }
    }

    public Asked(String actor, @Nullable String reason, @Nullable IdempotencyKey key) {
        this(actor, reason, key, Purpose.DO);
    }

    /** Somebody who gives no reason and no key. */
    public static Asked by(String actor) {
        return new Asked(actor, null, null);
    }

    /** The same, only to be tried. */
    public Asked trial() {
        return new Asked(actor, reason, null, Purpose.TRY);
    }

    public boolean isTrial() {
        return purpose == Purpose.TRY;
    }
}
