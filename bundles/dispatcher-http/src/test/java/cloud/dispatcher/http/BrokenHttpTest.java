package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What no good client sends. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class BrokenHttpTest {
    private Served api;

    @BeforeAll
    void open() {
        api = Served.open(usual -> new Settings(
                0, usual.host(), usual.bodyBytes(), 2_048, Duration.ofSeconds(1), usual.streams(), usual.tokenFile()));
    }

    @AfterAll
    void close() {
        api.close();
    }

    private String send(String text) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.number())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String head() {
        return "\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + api.token() + "\r\n";
    }

    @Test
    void what_is_no_http_is_a_problem() throws Exception {
        assertThat(send("GET / nonsense\r\n\r\n")).startsWith("HTTP/1.1 505").contains("application/problem+json");
        assertThat(send("GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void headers_that_are_too_large_are_a_problem() throws Exception {
        assertThat(send("GET / HTTP/1.1" + head() + "X: " + "x".repeat(4_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json", "maxHeaderBytes");
    }

    @Test
    void an_ambiguous_address_is_a_problem() throws Exception {
        assertThat(send("GET /api/v1/servers/a%2Fb HTTP/1.1" + head() + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(send("GET /api/v1/servers/../../../etc/passwd HTTP/1.1" + head() + "\r\n"))
                .contains("application/problem+json");
    }

    @Test
    void a_request_that_never_ends_does_not_hold_its_connection() throws Exception {
        assertThat(send("POST /api/v1/servers HTTP/1.1\r\nHo")).doesNotContain(" 200 ");
        assertThat(send("POST /api/v1/servers HTTP/1.1" + head()
                        + "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"name\":"))
                .startsWith("HTTP/1.1 408")
                .contains("/problems/too-slow");
    }

    @Test
    void two_lengths_of_one_body_are_refused() throws Exception {
        assertThat(send("POST /api/v1/servers HTTP/1.1" + head() + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
    }
}
