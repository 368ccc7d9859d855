package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by which file. */
final class AdminTokenTest {
    private static final String OLD = "old-".repeat(10);

    @TempDir
    Path folder;

    private static Settings with(Path file) {
        return new Settings(0, "127.0.0.1", 1 << 20, 16 << 10, 10, Duration.ofSeconds(5), 5, file);
    }

    private Path file(String name, String text, String mode) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void a_token_of_before_opens_nothing_once_the_new_file_cannot_be_used() throws Exception {
        var configuration = new Configuration(with(file("old", OLD, "rw-------")));
        var token = new AdminToken(configuration);
        token.start();
        assertThat(token.actor(OLD)).isEqualTo("admin");
        configuration.change(with(file("new", "short", "rw-------")));
        assertThat(token.actor(OLD)).isNull();
        assertThat(token.actor("short")).isNull();
    }

    @Test
    void a_file_that_others_can_read_is_closed_to_them() throws Exception {
        var file = file("open", OLD, "rw-r--r--");
        var token = new AdminToken(new Configuration(with(file)));
        token.start();
        assertThat(token.actor(OLD)).isEqualTo("admin");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_could_not_be_used_lets_in_once_it_can() throws Exception {
        var file = file("late", "short", "rw-------");
        var configuration = new Configuration(with(file));
        var token = new AdminToken(configuration);
        token.start();
        assertThat(token.actor(OLD)).isNull();
        assertThat(configuration.troubles())
                .startsWith("; tokenFile cannot be used: ")
                .contains("shorter than 32 characters")
                .endsWith("; nobody is let in until it can");
        Files.writeString(file, OLD);
        assertThat(token.actor(OLD)).isEqualTo("admin");
        assertThat(configuration.troubles()).isEmpty();
    }
}
