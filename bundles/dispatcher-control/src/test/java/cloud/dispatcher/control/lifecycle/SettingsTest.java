package cloud.dispatcher.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.SettingsContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest extends SettingsContract<Settings> {
    SettingsTest() {
        super(Settings.FILE, DispatcherLifecycle.Config.class);
    }

    @Test
    void seconds_are_read_as_text_and_as_numbers() {
        assertThat(Settings.FILE
                        .first(Map.of("startSeconds", "7", "stopSeconds", 8))
                        .settings())
                .isEqualTo(new Settings(Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }
}
