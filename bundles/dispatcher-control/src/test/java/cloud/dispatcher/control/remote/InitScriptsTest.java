package cloud.dispatcher.control.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitScriptsTest {
    @TempDir
    Path etc;

    @Test
    void the_files_are_those_that_karaf_names_in_its_order() throws Exception {
        Files.createDirectories(etc.resolve("scripts"));
        var shell = Files.createFile(etc.resolve("shell.init.script"));
        var two = Files.createFile(etc.resolve("scripts/two.script"));
        var one = Files.createFile(etc.resolve("scripts/one.script"));
        Files.createFile(etc.resolve("scripts/other.txt"));
        assertThat(new InitScripts(etc, "shell.init.script,scripts/*.script").files())
                .containsExactly(shell, one, two);
    }

    @Test
    void what_is_not_there_is_left_out() {
        assertThat(new InitScripts(etc, "shell.init.script, ,nowhere/*.script").files())
                .isEmpty();
        assertThat(new InitScripts(etc, "").files()).isEmpty();
    }
}
