package cloud.dispatcher.api;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a change.
 *
 * @param value what was made or changed; null when the answer is that of an earlier request with the same key
 * @param answer what the asker rendered of the value the first time; it was kept with the key, in the same commit
 */
public record Reply<T>(@Nullable T value, String answer) {

    /** Whether this is an earlier request's answer. */
    public boolean isReplayed() {
        return value == null;
    }
}
