package cloud.dispatcher.spi;

import org.jspecify.annotations.Nullable;

/**
 * What the cloud said, in its own words.
 *
 * @param code the cloud's code, where it gave one
 * @param requestId what the cloud's support will ask for
 */
public record CloudError(
        String text, @Nullable String code, @Nullable String requestId) {
    public CloudError {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the cloud's words are blank");
        }
    }

    public static CloudError of(String text) {
        return new CloudError(text, null, null);
    }
}
