package cloud.dispatcher.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "60s,PT60S",
        "10m,PT10M",
        "1h,PT1H",
        "2d,P2D",
        "1h30m,PT1H30M",
        "1D12H,P1DT12H",
        "0.2s,PT0.2S",
        "PT0.5S,PT0.5S",
        "pt1m,PT1M",
        "P1D,P1D",
        "' 5s ',PT5S"
    })
    void people_and_programs_write_a_duration_as_they_are_used_to(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10", "m", "10 m", "1m1h", "soon", "1w", "9999999999s", "1,5s"})
    void anything_else_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is not a duration. Write 60s, 10m, 1h, or PT1H as ISO 8601 does.");
    }
}
