package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.ConfigDefaults;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void seconds_may_have_a_fraction_and_the_timeout_ends_with_the_interval() {
        var settings =
                Settings.of(ConfigDefaults.with(PingerService.Config.class, Map.of("everySeconds", 0.5, "misses", 5)));

        assertThat(settings.every()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.rules().misses()).isEqualTo(5);
    }
}
