package cloud.dispatcher.control.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
    @TempDir
    Path home;

    @Test
    void the_defaults_are_those_of_the_api() throws Exception {
        configure("");
        assertThat(Place.of(home)).isEqualTo(new Place(home, "http://localhost:3302", home.resolve("var/admin.token")));
    }

    @Test
    void a_configured_place_is_used() throws Exception {
        configure("port = 8080\nhost = 192.0.2.1\ntokenFile = ${karaf.base}/secret/token\n");
        assertThat(Place.of(home)).isEqualTo(new Place(home, "http://192.0.2.1:8080", home.resolve("secret/token")));
    }

    @Test
    void an_address_of_ipv6_stands_in_brackets() throws Exception {
        configure("host = ::1\n");
        assertThat(Place.of(home).base()).isEqualTo("http://[::1]:3302");
    }

    @Test
    void a_token_that_cannot_be_read_is_named() throws Exception {
        configure("");
        assertThatThrownBy(() -> Place.of(home).token())
                .isInstanceOf(DemoException.class)
                .hasMessageContaining(home.resolve("var/admin.token").toString());
    }

    @Test
    void a_path_that_is_copied_stays_one_word() {
        assertThat(Place.quoted(Path.of("/opt/dispatcher-0.1/bin"))).isEqualTo("/opt/dispatcher-0.1/bin");
        assertThat(Place.quoted(Path.of("/srv/it's a folder"))).isEqualTo("'/srv/it'\\''s a folder'");
    }

    private void configure(String text) throws Exception {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/cloud.dispatcher.http.cfg"), text);
    }
}
