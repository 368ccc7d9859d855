package cloud.dispatcher.model;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as configurations have them: a number of seconds, to the millisecond. */
public final class Seconds {
    private static final double MILLIS = 1_000;
    private static final int DIGITS = 3;

    private Seconds() {}

    public static Duration toDuration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    /** {@code 0.2}. */
    public static String toText(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
