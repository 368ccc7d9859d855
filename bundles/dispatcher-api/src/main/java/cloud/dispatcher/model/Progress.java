package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/**
 * How far an operation is.
 *
 * @param step what is being done, in a few words for people
 * @param percent 0 to 100, where the cloud tells
 */
public record Progress(String step, @Nullable Integer percent) {
    public Progress {
        Text.require(step, "step");
        if (percent != null && (percent < 0 || percent > 100)) {
            throw new IllegalArgumentException("percent is not within 0 to 100: " + percent);
        }
    }

    /** A step of which nobody knows how far it is. */
    public static Progress of(String step) {
        return new Progress(step, null);
    }
}
