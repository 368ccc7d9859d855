package cloud.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.engine.decide.Limits;
import cloud.dispatcher.model.ConfigDefaults;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void the_declared_defaults_are_those_of_the_engine() {
        assertThat(Settings.DEFAULT.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void what_is_configured_is_used() {
        var settings = Settings.of(ConfigDefaults.with(Engine.Config.class, Map.of("stepSeconds", 0.5, "queue", 7)));

        assertThat(settings.limits().step()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.queue()).isEqualTo(7);
    }
}
