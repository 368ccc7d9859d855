package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final int CONNECTIONS = 10;

    private Served api;

    @BeforeAll
    void open() {
        api = Served.open(usual -> new Settings(
                0,
                usual.host(),
                usual.bodyBytes(),
                2_048,
                CONNECTIONS,
                Duration.ofSeconds(1),
                usual.streams(),
                usual.tokenFile()));
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
    void who_is_refused_before_their_body_came_is_told_that_the_connection_ends() throws Exception {
        var head = " /api/v1/servers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.token() + "\r\n";
        assertThat(send("PUT" + head + "Content-Length: 2\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Connection: close");
        assertThat(send("PUT" + head + "Transfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Connection: close");
        assertThat(send("POST" + head + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}GET"
                        + head.replace("Host: x", "Connection: close\r\nHost: x") + "\r\n"))
                .containsSubsequence("HTTP/1.1 400", "HTTP/1.1 200");
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

    /** CVE-2026-2332: what stands in the quotes would be a request of its own for a server that ends the chunk at the first line break. */
    @Test
    void a_line_break_within_a_chunk_extension_is_refused_and_not_a_second_request() throws Exception {
        var answers = send("POST /api/v1/servers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.token()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2;a=\"\r\n{}\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answers).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void what_the_server_refuses_names_a_problem_that_has_a_page() throws Exception {
        assertThat(send("GET / nonsense\r\n\r\n")).contains("\"type\":\"/problems/malformed-http\",", "\"status\":505");
        assertThat(send("GET / HTTP/1.1" + head() + "X: " + "x".repeat(4_000) + "\r\n\r\n"))
                .contains("\"type\":\"/problems/headers-too-large\"");
        assertThat(api.get("/problems/malformed-http").statusCode()).isEqualTo(200);
    }

    @Test
    void trace_is_refused_in_words() throws Exception {
        assertThat(send("TRACE / HTTP/1.1" + head() + "\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, ", "/problems/method-not-allowed");
    }

    @Test
    void a_head_that_trickles_in_ends_with_its_connection() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.number())) {
            socket.setSoTimeout(100); // far less than the second after which an idle connection ends
            var began = System.nanoTime();
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.UTF_8));
            while (!isEnded(socket)) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_body_that_trickles_in_is_refused_in_time() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.number())) {
            var head = "POST /api/v1/servers HTTP/1.1" + head()
                    + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(100);
            var first = -1;
            for (int i = 0; i < 200 && first < 0; i++) {
                socket.getOutputStream().write(' ');
                first = read(socket);
            }
            assertThat((char) first + new String(socket.getInputStream().readNBytes(11), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    private static int read(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return -1;
        }
    }

    @Test
    void one_connection_more_than_there_may_be_waits_until_another_ends() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), api.number()));
            }
            // idle connections end after a second: then it is this one's turn
            assertThat(send("GET /health/live HTTP/1.1" + head() + "\r\n")).startsWith("HTTP/1.1 200");
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }
}
