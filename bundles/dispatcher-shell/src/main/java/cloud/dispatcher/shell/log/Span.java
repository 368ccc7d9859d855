package cloud.dispatcher.shell.log;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** A time as people type it: {@code 90s}, {@code 10m}, {@code 2h}, or as ISO 8601 has it. */
final class Span {
    private Span() {}

    static Optional<Duration> of(String text) {
        try {
            var iso = text.matches("\\d{1,9}[smhSMH]") ? "PT" + text : text;
            return Optional.of(Duration.parse(iso.toUpperCase(Locale.ROOT)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
