package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other users of the machine neither read nor write what the product makes, whatever the umask of the one who starts it. */
class FileModesIT {
    private static final Duration SOON = Duration.ofMinutes(2);

    private Distribution distribution;

    @AfterEach
    void end() {
        distribution.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077"})
    void nothing_that_the_container_makes_is_for_others(String umask) throws Exception {
        distribution = Distribution.unpack("FileModesIT-" + umask);
        var shipped = files();
        with(umask, "bin/dispatcher start");
        distribution
                .api()
                .account("cloud", "simulator", Map.of("bootTime", "PT0.2S", "port", distribution.simulatedPort()));
        with(umask, "bin/dispatcher server:launch -a cloud -s small -i debian-12 --watch web");
        with(umask, "bin/dispatcher log:set DEBUG cloud.dispatcher");
        with(umask, "bin/dispatcher config:property-set -p cloud.dispatcher.pinger everySeconds 4");
        if (Programs.has("ssh", "the console's files in FileModesIT (Debian: openssh-client)")) {
            with(umask, "bin/dispatcher console server:list");
        }
        with(umask, "bin/dispatcher restart");
        assertClosed(shipped);
        with(umask, "bin/dispatcher shutdown");
        with(umask, "bin/dispatcher start");
        assertClosed(shipped);
    }

    @Test
    void the_local_console_keeps_what_is_typed_to_its_user() throws Exception {
        distribution = Distribution.unpack("FileModesIT-console");
        var shipped = files();
        var screen = distribution.home().resolve("data/screen.txt");
        var builder = new ProcessBuilder("sh", "-c", "umask 000; exec bin/karaf")
                .directory(distribution.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("TERM", "dumb");
        builder.environment().put("KARAF_EXEC", "exec");
        var console = builder.start();
        try (var keyboard = console.outputWriter()) {
            Eventually.until("the console has its commands", SOON, () -> {
                keyboard.write("executor:list\n");
                keyboard.flush();
                return Files.readString(screen).contains("simulator");
            });
            keyboard.write("account:create -c secretKey=local-hunter2 local simulator\naccount:show local\n");
            keyboard.flush();
            Eventually.until("it is done", SOON, () -> Files.readString(screen).contains("Created the account local"));
        }
        assertThat(console.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.delete(screen);
        assertThat(distribution.home().resolve("var/history/karaf.history"))
                .content()
                .contains("executor:list")
                .doesNotContain("hunter2");
        assertThat(distribution.home().resolve(".karaf")).doesNotExist();
        assertClosed(shipped);
    }

    private void with(String umask, String command) {
        var said = Distribution.execute(distribution.home(), List.of("sh", "-c", "umask " + umask + "; " + command));
        assertThat(said.code()).as("%s: %s", command, said.text()).isZero();
    }

    /** What came out of the archive lies there as tar has laid it; only its configuration may hold what is not for others. */
    private void assertClosed(Map<Path, Set<PosixFilePermission>> shipped) throws IOException {
        var open = files();
        open.entrySet().removeIf(each -> {
            var others = PosixFilePermissions.toString(each.getValue()).substring(6);
            boolean isWritable = each.getValue().contains(PosixFilePermission.GROUP_WRITE) || others.contains("w");
            boolean isShipped = shipped.containsKey(each.getKey())
                    && !each.getKey().toString().matches("etc/.*\\.(cfg|properties)");
            return !isWritable && (isShipped || others.equals("---"));
        });
        assertThat(open).isEmpty();
    }

    private Map<Path, Set<PosixFilePermission>> files() throws IOException {
        var home = distribution.home();
        try (var all = Files.walk(home)) {
            return all.filter(file -> !file.equals(home) && !Files.isSymbolicLink(file))
                    .collect(Collectors.toMap(home::relativize, FileModesIT::mode));
        }
    }

    private static Set<PosixFilePermission> mode(Path file) {
        try {
            return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) { // a file of the moment
            return Set.of();
        }
    }
}
