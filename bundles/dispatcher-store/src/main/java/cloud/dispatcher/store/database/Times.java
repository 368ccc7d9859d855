package cloud.dispatcher.store.database;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Times as numbers that a database can compare: nanoseconds since 1970, exact for the years 1678 to 2262. What lies beyond becomes
 * "ever before" and "never", {@link Instant#MIN} and {@link Instant#MAX}.
 */
final class Times {
    private static final Instant FIRST = Instant.ofEpochSecond(0, Long.MIN_VALUE + 1);
    private static final Instant LAST = Instant.ofEpochSecond(0, Long.MAX_VALUE - 1);

    private Times() {}

    static long number(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        if (time.isAfter(LAST)) {
            return Long.MAX_VALUE;
        }
        var nanos = TimeUnit.SECONDS.toNanos(1);
        // The seconds of times near FIRST, rounded down, do not fit alone.
        return time.getEpochSecond() < 0
                ? (time.getEpochSecond() + 1) * nanos + (time.getNano() - nanos)
                : time.getEpochSecond() * nanos + time.getNano();
    }

    static Instant time(long number) {
        if (number == Long.MIN_VALUE) {
            return Instant.MIN;
        }
        return number == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochSecond(0, number);
    }
}
