package cloud.dispatcher.api;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change.
 *
 * @param actor the user, for the audit
 * @param reason why, in their words
 * @param key makes a repeated request harmless
 */
public record Asked(
        String actor, @Nullable String reason, @Nullable IdempotencyKey key) {

    /** Somebody who gives no reason and no key. */
    public static Asked by(String actor) {
        return new Asked(actor, null, null);
    }
}
