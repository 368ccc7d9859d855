package cloud.dispatcher.executor.simulator.cloud;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as the truth file has them: RFC 3339 in UTC with milliseconds. */
final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant time) {
        return FORMAT.format(time);
    }

    static @Nullable String textOf(@Nullable Instant time) {
        return time == null ? null : text(time);
    }

    static @Nullable Instant instantOf(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
