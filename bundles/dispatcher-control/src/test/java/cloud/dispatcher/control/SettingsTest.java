package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Settings BEFORE = new Settings(Duration.ofSeconds(5), Duration.ofSeconds(6));

    @Test
    void what_is_not_there_has_its_default() {
        assertThat(Settings.of(Map.of(), BEFORE)).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void seconds_are_read_as_text_and_as_numbers() {
        assertThat(Settings.of(Map.of("startSeconds", "7", "stopSeconds", 8), BEFORE))
                .isEqualTo(new Settings(Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601", "10 s", "", "99999999999"})
    void a_value_that_makes_no_sense_leaves_the_old_one(String bad) {
        assertThat(Settings.of(Map.of("stopSeconds", bad), BEFORE).stop()).isEqualTo(BEFORE.stop());
    }
}
