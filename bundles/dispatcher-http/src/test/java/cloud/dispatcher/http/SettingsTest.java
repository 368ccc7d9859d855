package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.ConfigProblems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is configured, and the token. */
final class SettingsTest {
    @TempDir
    private Path folder;

    private final ConfigProblems problems = new ConfigProblems(Settings.PID);
    private final List<String> log = new ArrayList<>();

    @Test
    void what_is_configured_is_used() {
        var settings = read(Map.of("port", 80, "host", "::1", "idleSeconds", 5.0, "tokenFile", "/t"), Settings.DEFAULT);

        assertThat(settings.port()).isEqualTo(80);
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.tokenFile()).isEqualTo(Path.of("/t"));
        assertThat(log).isEmpty();
    }

    @Test
    void without_a_word_on_it_it_is_served_on_loopback_alone() {
        assertThat(Settings.DEFAULT.place()).isEqualTo("127.0.0.1:3302");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "*, ::1", "* ", "0.0.0.0/0", "[::]", "**"})
    void a_host_that_is_refused_opens_nothing(String host) {
        assertThat(read(Map.of("host", host), Settings.DEFAULT).host()).isEqualTo("127.0.0.1");
        assertThat(log)
                .containsExactly("etc/cloud.dispatcher.http.cfg: host = " + host + " is refused: allowed is an address"
                        + " of this machine, or * for all; 127.0.0.1 is used.");
        assertThat(problems.unusable()).containsOnlyKeys("host");
    }

    @Test
    void a_host_that_is_refused_later_leaves_the_one_before() {
        var before = read(Map.of("host", "127.0.0.2"), Settings.DEFAULT);

        assertThat(read(Map.of("host", "no host"), before).host()).isEqualTo("127.0.0.2");
        assertThat(read(Map.of("host", "::1"), before).host()).isEqualTo("::1");
        assertThat(problems.unusable()).isEmpty();
    }

    private Settings read(Map<String, ?> written, Settings before) {
        return Settings.of(ConfigDefaults.with(Configuration.Config.class, written), before, problems, log::add);
    }

    private AdminToken token(Path file) {
        var usual = Settings.DEFAULT;
        var token = new AdminToken(new Configuration(new Settings(
                1,
                "*",
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                usual.idle(),
                usual.streams(),
                file)));
        token.start();
        return token;
    }

    @Test
    void a_token_is_made_once_for_the_container_s_user_alone() throws Exception {
        var file = folder.resolve("var/admin.token");
        var first = token(file);
        var text = Files.readString(file).strip();
        assertThat(text).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.actor(text)).isEqualTo("admin");
        assertThat(first.actor(text.substring(1))).isNull();
        assertThat(first.actor("")).isNull();
        assertThat(token(file).actor(text)).isEqualTo("admin");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void without_a_token_nobody_is_let_in() throws Exception {
        var file = folder.resolve("empty");
        Files.writeString(file, "\n");
        assertThat(token(file).actor("")).isNull();
        assertThat(token(file).actor("null")).isNull();
    }
}
