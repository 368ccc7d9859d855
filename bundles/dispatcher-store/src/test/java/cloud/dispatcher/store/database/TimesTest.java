package cloud.dispatcher.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-03-01T12:00:00.123456789Z",
                "1677-09-21T00:12:43.145224193Z",
                "2262-04-11T23:47:16.854775806Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void a_time_comes_back_as_it_was(String text) {
        var time = Instant.parse(text);

        assertThat(Times.time(Times.number(time))).isEqualTo(time);
    }
}
