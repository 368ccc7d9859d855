package cloud.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.SettingsContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest extends SettingsContract<Settings> {
    SettingsTest() {
        super(Settings.FILE, Configuration.Config.class);
    }

    @Test
    void a_path_begins_in_the_containers_folder() {
        assertThat(directory("other")).isEqualTo(Path.of("other").toAbsolutePath());
    }

    @Test
    void an_absolute_path_is_taken_over() {
        assertThat(directory(" /srv/../data/var ")).isEqualTo(Path.of("/data/var"));
    }

    private static Path directory(String written) {
        return Settings.FILE.first(Map.of("directory", written)).settings().directory();
    }
}
