package cloud.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Path BEFORE = Path.of("/before");

    @ParameterizedTest
    @ValueSource(strings = {"var", "./var", "\0"})
    void a_directory_that_is_no_absolute_path_is_refused_and_the_old_one_stays(String text) {
        assertThat(Settings.directory(text, BEFORE)).isEqualTo(BEFORE);
    }

    @Test
    void no_directory_means_the_containers_var() {
        assertThat(Settings.directory(" ", BEFORE))
                .isEqualTo(Settings.standard())
                .isAbsolute()
                .endsWithRaw(Path.of("var"));
    }

    @Test
    void an_absolute_path_is_taken_over() {
        assertThat(Settings.directory(" /srv/../data/var ", BEFORE)).isEqualTo(Path.of("/data/var"));
    }
}
