package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts and the aliases in whatever shell an operator has. */
class ShellsIT {
    private static final Path ROOT =
            Path.of(System.getProperty("dispatcher.root")).toAbsolutePath().normalize();
    private static final Path SCRIPTS = ROOT.resolve("karaf-assembly/src/main/distribution/bin");
    private static final Path ALIASES = ROOT.resolve("etc/dispatcher.aliases.sh");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "bash --posix", "zsh", "ksh", "mksh", "busybox sh"})
    void the_aliases_work_in_every_shell_wherever_dispatcher_lies(String shell) throws IOException {
        if (!Programs.has(shell, "the aliases in " + shell)) {
            return;
        }
        var home = Files.createDirectories(folder.resolve("it's a folder"));
        var script = Files.createDirectory(home.resolve("bin")).resolve("dispatcher");
        Files.writeString(script, "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.copy(ALIASES, Files.createDirectory(home.resolve("etc")).resolve("dispatcher.aliases.sh"));

        // read line by line, as from a keyboard: an alias counts from the next line on
        var lines = Files.writeString(
                folder.resolve("lines"),
                "[ -z \"$BASH_VERSION\" ] || shopt -s expand_aliases\n. \"" + home
                        + "/etc/dispatcher.aliases.sh\"\nstartDispatcher && tailDispatcher --level WARN\nstopDispatcher\n");
        var command = new ArrayList<>(List.of(shell.split(" ")));
        command.add(lines.toString());
        assertThat(Distribution.execute(folder, command))
                .isEqualTo(new Distribution.Said(0, "<start><tail><--level><WARN><stop>"));
    }

    @Test
    void shellcheck_finds_nothing() {
        if (Programs.has("shellcheck", "the look of shellcheck at the scripts")) {
            assertThat(Distribution.execute(
                            ROOT,
                            List.of(
                                    "shellcheck",
                                    "-x",
                                    SCRIPTS.resolve("dispatcher").toString(),
                                    SCRIPTS.resolve("client").toString(),
                                    SCRIPTS.resolve("setenv").toString(),
                                    ALIASES.toString())))
                    .isEqualTo(new Distribution.Said(0, ""));
        }
    }
}
