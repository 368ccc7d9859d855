package cloud.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.ConfigDefaults;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private final Configuration configuration = new Configuration(config("/srv/first"));

    private static Configuration.Config config(String directory) {
        return ConfigDefaults.with(Configuration.Config.class, Map.of("directory", directory));
    }

    @Test
    void a_path_begins_in_the_containers_folder_unless_it_is_absolute() {
        assertThat(new Configuration(config("other")).directory())
                .isEqualTo(Path.of("other").toAbsolutePath());
        assertThat(new Configuration(config("/srv/../data/var")).directory()).isEqualTo(Path.of("/data/var"));
    }

    @Test
    void what_cannot_be_a_path_gives_way_to_the_default() {
        var bad = new Configuration(config("\0"));

        assertThat(bad.directory()).isEqualTo(Path.of("var").toAbsolutePath());
        assertThat(bad.configProblems().unusable()).containsOnlyKeys("directory");
    }

    @Test
    void while_no_store_is_open_another_directory_is_the_next_to_be_opened() {
        configuration.change(config("/srv/second"));

        assertThat(configuration.directory()).isEqualTo(Path.of("/srv/second"));
        assertThat(configuration.configProblems().unusable()).isEmpty();
    }

    @Test
    void an_open_store_stays_where_it_is_until_the_next_start() {
        configuration.open(Path.of("/srv/first"));

        configuration.change(config("/srv/second"));
        assertThat(configuration.configProblems().unusable().get("directory").effective())
                .isEqualTo("/srv/first");

        configuration.change(config("/srv/first"));
        assertThat(configuration.configProblems().unusable()).isEmpty();
    }
}
