package cloud.dispatcher.config;

import cloud.dispatcher.model.Text;
import org.jspecify.annotations.Nullable;

/**
 * One key of a {@link ConfigFile}, as it is now.
 *
 * @param written what the file says; null where it says nothing, and for an unknown key: what was meant may be a secret
 * @param counts what the part goes by; null where the key is unknown or not read
 * @param allowed what may be written, for people; null where nobody tells
 * @param meant for an unknown key the one that is most like it, where one is
 * @param why it is refused, for people; null where it is for what is allowed
 */
public record ConfigValue(
        String key,
        @Nullable String written,
        @Nullable String counts,
        Source source,
        @Nullable String allowed,
        @Nullable String meant,
        @Nullable String why) {

    /** Where the value that counts is from. */
    public enum Source {
        /** Nothing is written. */
        DEFAULT,
        FILE,
        /** What is written makes no sense: the default counts, or what counted before. */
        REFUSED,
        /** The part has no such key. */
        UNKNOWN,
        /** There is no part that reads it now. */
        UNREAD
    }

    public ConfigValue {
        Text.require(key, "key");
    }

    ConfigValue refused(String instead, String reason) {
        return new ConfigValue(key, written, instead, Source.REFUSED, allowed, null, reason);
    }
}
