package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final List<String> refused = new ArrayList<>();

    @Test
    void what_is_not_configured_has_its_default() {
        assertThat(read(Map.of())).isEqualTo(Settings.DEFAULT);
        assertThat(refused).isEmpty();
    }

    @Test
    void seconds_may_have_a_fraction_and_the_timeout_ends_with_the_interval() {
        var settings = read(Map.of("everySeconds", "0.5", "misses", "5"));
        assertThat(settings.every()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.rules().misses()).isEqualTo(5);
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "everySeconds, 0",
        "everySeconds, -5",
        "everySeconds, five",
        "everySeconds, ''",
        "timeoutSeconds, 61",
        "misses, 0",
        "misses, 1.5",
        "answers, 1e9",
        "patienceSeconds, 1e999999999",
        "connections, 0x10"
    })
    void a_bad_value_is_refused_in_one_line_and_the_one_before_stays(String key, String value) {
        var settings = read(Map.of(key, value, "persistEverySeconds", "30"));
        assertThat(settings)
                .isEqualTo(new Settings(
                        Settings.DEFAULT.every(),
                        Settings.DEFAULT.timeout(),
                        Settings.DEFAULT.rules(),
                        Duration.ofSeconds(30),
                        Settings.DEFAULT.connections()));
        assertThat(refused)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(
                                "etc/cloud.dispatcher.pinger.cfg: " + key + " = " + value + " is refused; allowed is ")
                        .doesNotContain("\n"));
    }

    @Test
    void the_file_names_every_key_with_its_default() throws IOException {
        var file = Files.readString(Path.of("../../etc/cloud.dispatcher.pinger.cfg"));
        var keys = new Properties();
        keys.load(new StringReader(file.replaceAll("(?m)^#(?=\\w+ = )", "")));
        assertThat(keys.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PingerService.Config.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
        var texts = new HashMap<String, String>();
        keys.stringPropertyNames().forEach(key -> texts.put(key, keys.getProperty(key)));
        assertThat(read(texts)).isEqualTo(Settings.DEFAULT);
    }

    private Settings read(Map<String, String> texts) {
        return Settings.of(new GivenConfig(texts), Settings.DEFAULT, refused::add);
    }
}
