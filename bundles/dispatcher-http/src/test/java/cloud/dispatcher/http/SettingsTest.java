package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is configured, and the token. */
final class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_configured_is_the_default() {
        assertThat(Settings.of(Map.of(), Settings.DEFAULT)).isEqualTo(Settings.DEFAULT);
        assertThat(Settings.DEFAULT.place()).isEqualTo("*:3302");
    }

    @Test
    void what_is_configured_counts() {
        var settings =
                Settings.of(Map.of("port", "80", "host", "::1", "idleSeconds", 5, "tokenFile", "/t"), Settings.DEFAULT);
        assertThat(settings.port()).isEqualTo(80);
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.tokenFile()).isEqualTo(Path.of("/t"));
    }

    @Test
    void a_bad_value_leaves_what_was() {
        var before = Settings.of(Map.of("port", "80"), Settings.DEFAULT);
        for (var bad : new String[] {"0", "65536", "x", "", "-1", "99999999999"}) {
            assertThat(Settings.of(Map.of("port", bad), before)).isEqualTo(before);
        }
        assertThat(Settings.of(Map.of("port", 80, "host", "a b", "sseClients", "-1"), before))
                .isEqualTo(before);
    }

    private AdminToken token(Path file) {
        var usual = Settings.DEFAULT;
        var token = new AdminToken(new Configuration(
                new Settings(1, "*", usual.bodyBytes(), usual.headerBytes(), usual.idle(), usual.streams(), file)));
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
