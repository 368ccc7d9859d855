package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.SettingsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is configured, and the token. */
final class SettingsTest extends SettingsContract<Settings> {
    @TempDir
    private Path folder;

    SettingsTest() {
        super(Settings.FILE, Configuration.Config.class);
    }

    @Test
    void what_is_configured_counts() {
        var settings = Settings.FILE
                .first(Map.of("port", "80", "host", "::1", "idleSeconds", 5, "tokenFile", "/t"))
                .settings();
        assertThat(settings.port()).isEqualTo(80);
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.tokenFile()).isEqualTo(Path.of("/t"));
    }

    @Test
    void it_is_served_on_every_address_where_nothing_else_is_said() {
        assertThat(Settings.DEFAULT.place()).isEqualTo("*:3302");
    }

    @Test
    void a_host_that_is_none_is_refused() {
        assertThat(Settings.FILE.first(Map.of("host", "a b")).errors())
                .containsExactly("etc/cloud.dispatcher.http.cfg: host = a b is refused; allowed is an address of this"
                        + " machine, or * for all; the default * counts.");
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
