package cloud.dispatcher.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a duration as people write one, wherever one is given: an option, a setting, a query. */
public final class Durations {
    private static final Pattern SHORT =
            Pattern.compile("(\\d{1,9}D)?((?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}(?:[.]\\d{1,9})?S)?)");

    private Durations() {}

    /**
     * Reads {@code 60s}, {@code 10m}, {@code 1h}, {@code 2d}, several of these in this order, or ISO 8601 ({@code PT1H}), in any case.
     *
     * @throws IllegalArgumentException with what is allowed for anything else
     */
    public static Duration parse(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            var parts = SHORT.matcher(upper);
            if (upper.isEmpty() || !parts.matches()) {
                return Duration.parse(upper);
            }
            var days = parts.group(1) == null ? "" : parts.group(1);
            var time = parts.group(2).isEmpty() ? "" : "T" + parts.group(2);
            return Duration.parse("P" + days + time);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + Text.oneLine(text) + "\" is not a duration. Write 60s, 10m, 1h, or PT1H as ISO 8601 does.",
                    e);
        }
    }
}
