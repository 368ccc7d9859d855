package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.ConfigProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private final ConfigProblems problems = new ConfigProblems(CloudComponent.PID);
    private final List<String> log = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void a_folder_is_made_where_there_is_none() {
        var wanted = folder.resolve("a/b");

        assertThat(folder(wanted.toString())).isEqualTo(wanted).isDirectory();
        assertThat(log).isEmpty();
    }

    @Test
    void what_cannot_be_a_folder_is_refused() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        for (var bad : new String[] {file.toString(), file + "/in", "\0"}) {
            assertThat(folder(bad)).as(bad).isEqualTo(Settings.DEFAULT.folder());
        }
        assertThat(log).hasSize(3);
        assertThat(problems.unusable()).containsOnlyKeys("folder");
    }

    private Path folder(String written) {
        var config = ConfigDefaults.with(CloudComponent.Config.class, Map.of("folder", written));
        return Settings.of(config, Settings.DEFAULT, problems, log::add).folder();
    }
}
