package cloud.dispatcher.control.etc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final String TEXT = """
            # The log

            # Where
            log.file = ${karaf.log}/dispatcher.log
            # How much
            log.level = INFO
            """;

    @TempDir
    Path etc;

    private Path cfg;
    private ConfigurationFile file;

    @BeforeEach
    void write() throws IOException {
        cfg = Files.writeString(etc.resolve("log.cfg"), TEXT);
        file = file(cfg);
    }

    @Test
    void only_what_changed_is_written() throws IOException {
        assertThat(file.save(values("INFO"), values("DEBUG"))).isTrue();
        assertThat(cfg).hasContent(TEXT.replace("INFO", "DEBUG"));
    }

    @Test
    void nothing_is_written_where_nothing_changed() throws IOException {
        var before = Files.readAttributes(cfg, "unix:ino");
        assertThat(file.save(values("DEBUG"), values("INFO"))).isFalse();
        assertThat(Files.readAttributes(cfg, "unix:ino")).isEqualTo(before);
    }

    @Test
    void what_an_editor_has_just_written_stays() throws IOException {
        var edited = TEXT.replace("/dispatcher.log", "/edited.log") + "log.new = yes\n";
        Files.writeString(cfg, edited);
        file.save(values("INFO"), values("DEBUG"));
        assertThat(cfg).hasContent(edited.replace("INFO", "DEBUG"));
    }

    @Test
    void a_configuration_tells_its_file() {
        assertThat(ConfigurationFile.of(Map.of(FileInstall.FILE_NAME, "file:/etc/a.cfg")))
                .hasValue(Path.of("/etc/a.cfg"));
        for (var name : List.of("http://somewhere/a.cfg", "a.cfg")) {
            assertThat(ConfigurationFile.of(Map.of(FileInstall.FILE_NAME, name)))
                    .isEmpty();
        }
        assertThat(ConfigurationFile.of(Map.of())).isEmpty();
    }

    @Test
    void what_has_gone_goes_from_the_file_and_what_is_new_comes_to_it() throws IOException {
        file.save(values("INFO"), Map.of("log.file", "/tmp/dispatcher.log", "log.more", "yes"));
        assertThat(cfg)
                .content()
                .contains("log.file = /tmp/dispatcher.log", "log.more")
                .doesNotContain("log.level");
    }

    @Test
    void what_names_the_configuration_is_not_written() throws IOException {
        file.save(
                values("INFO"),
                Map.of(
                        "service.pid",
                        "log",
                        "felix.fileinstall.filename",
                        "file:log.cfg",
                        "log.file",
                        "/logs/dispatcher.log",
                        "log.level",
                        "WARN"));
        assertThat(cfg).hasContent(TEXT.replace("INFO", "WARN"));
    }

    @Test
    void who_reads_meanwhile_sees_the_whole() throws Exception {
        var begun = new CountDownLatch(1);
        var writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    file.save(values(i % 2 == 0 ? "INFO" : "DEBUG"), values(i % 2 == 0 ? "DEBUG" : "INFO"));
                    begun.countDown();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        begun.await();
        while (!writer.isDone()) {
            assertThat(Files.readString(cfg)).isIn(TEXT, TEXT.replace("INFO", "DEBUG"));
        }
        writer.join();
    }

    @Test
    void its_permissions_stay_and_a_link_stays_a_link() throws IOException {
        Files.setPosixFilePermissions(cfg, PosixFilePermissions.fromString("rw-rw-rw-"));
        var link = Files.createSymbolicLink(etc.resolve("link.cfg"), cfg);
        file(link).save(values("INFO"), values("TRACE"));
        assertThat(link).isSymbolicLink();
        assertThat(cfg).content().contains("TRACE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cfg)))
                .isEqualTo("rw-rw-rw-");
    }

    @Test
    void a_file_that_is_not_there_is_made_for_its_user_alone() throws IOException {
        var fresh = etc.resolve("fresh.cfg");
        assertThat(file(fresh).read()).isEmpty();
        assertThat(file(fresh).save(Map.of(), values("TRACE"))).isTrue();
        assertThat(fresh).content().contains("log.level = TRACE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_cannot_be_written_is_as_it_was() throws IOException {
        var nowhere = file(cfg.resolve("nowhere.cfg"));
        assertThatThrownBy(() -> nowhere.save(values("INFO"), values("TRACE"))).isInstanceOf(IOException.class);
        try (var files = Files.list(etc)) {
            assertThat(files).containsExactly(cfg);
        }
    }

    private static ConfigurationFile file(Path path) {
        return new ConfigurationFile(path, (name, key, value) -> value.equals("karaf.log") ? "/logs" : null);
    }

    private static Map<String, Object> values(String level) {
        return Map.of("log.file", "/logs/dispatcher.log", "log.level", level);
    }
}
