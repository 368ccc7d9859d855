package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.SettingsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest extends SettingsContract<Settings> {
    @TempDir
    private Path folder;

    SettingsTest() {
        super(Settings.FILE, CloudComponent.Config.class);
    }

    @Test
    void a_folder_is_made_where_there_is_none() {
        var wished = folder.resolve("a/b");
        assertThat(folder(wished.toString())).isEqualTo(wished).isDirectory();
    }

    @Test
    void what_cannot_be_a_folder_is_refused() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        for (var bad : new String[] {"", file.toString(), file + "/in", "\0"}) {
            assertThat(folder(bad)).as(bad).isEqualTo(Settings.FILE.standard().folder());
        }
    }

    private static Path folder(String written) {
        return Settings.FILE.first(Map.of("folder", written)).settings().folder();
    }
}
