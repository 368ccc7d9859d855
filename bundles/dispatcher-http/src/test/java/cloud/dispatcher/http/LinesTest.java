package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All servers as a stream of lines. */
@Timeout(60)
final class LinesTest {
    private Served api;

    @BeforeEach
    void open() {
        api = Served.open();
        api.servers.has(2_500);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private HttpRequest.Builder request(String query) {
        return api.request("/api/v1/servers" + query).header("Accept", "application/x-ndjson");
    }

    @Test
    void every_server_has_a_line() {
        var response = api.send(request("?name=w"));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(response.body().lines()).hasSize(2_500).allMatch(line -> line.startsWith("{\"id\":\"s-"));
        assertThat(api.servers.lastQuery.name()).isEqualTo("w");
    }

    @Test
    void a_stream_of_lines_has_no_pages() {
        assertThat(api.send(request("?limit=5")).statusCode()).isEqualTo(400);
    }

    @Test
    void a_list_that_is_cut_short_does_not_look_whole() {
        api.servers.breaksAt = 2_000;
        assertThatThrownBy(() -> api.send(request("")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
    }
}
