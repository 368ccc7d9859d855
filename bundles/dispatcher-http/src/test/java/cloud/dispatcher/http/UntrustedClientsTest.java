package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients without a valid token cannot keep the others out. */
@Timeout(60)
final class UntrustedClientsTest {
    private static final int ATTACKERS = 400;

    private final List<Socket> sockets = new ArrayList<>();
    private Served api;

    private void open(int connections, int perAddress, Duration idle) {
        open(usual -> new Settings(
                0,
                "*",
                usual.bodyBytes(),
                usual.headerBytes(),
                connections,
                idle,
                usual.streams(),
                usual.tokenFile(),
                perAddress,
                List.of(),
                Settings.Tls.NONE));
    }

    private void open(UnaryOperator<Settings> change) {
        api = Served.open(change);
    }

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        api.close();
    }

    /** From 127.0.0.{@code last}, or 127.0.1.… and so on. */
    private Socket connect(int last) throws IOException {
        var from = InetAddress.getByAddress(new byte[] {127, 0, (byte) (last / 250), (byte) (2 + last % 250)});
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), api.number()));
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(String path, String more) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
    }

    private String token() {
        return "Authorization: Bearer " + api.token() + "\r\n";
    }

    /** Whether it gets an answer, which is read to its end. */
    private static boolean isOpen(Socket socket) throws IOException {
        try {
            write(socket, head("/health/live", ""));
            return isAnswered(socket);
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isAnswered(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                var length = head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
                in.readNBytes(Integer.parseInt(length));
                return true;
            }
        }
        return false;
    }

    @Test
    void clients_that_pipeline_requests_and_read_nothing_delay_no_other() throws Exception {
        open(2_000, 100, Duration.ofSeconds(60));
        var burst = head("/page.js", "").repeat(60);
        for (int i = 0; i < ATTACKERS; i++) {
            write(connect(i), burst);
        }
        for (int i = 0; i < 20; i++) {
            var began = System.nanoTime();
            assertThat(api.get("/api/v1/servers").statusCode()).isEqualTo(200);
            assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void when_all_connections_are_taken_by_idle_ones_the_next_client_is_answered_at_once() throws Exception {
        open(50, 100, Duration.ofMinutes(10));
        var trusted = connect(0);
        write(trusted, head("/api/v1/status", token()));
        assertThat(isAnswered(trusted)).isTrue();
        for (int i = 1; i < 100; i++) {
            connect(i);
        }
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(isOpen(trusted)).as("a valid token keeps its connection").isTrue();
        assertThat(isOpen(sockets.get(1))).as("the quietest made room").isFalse();
    }

    @Test
    void one_address_has_no_more_connections_without_a_token_than_it_may() throws Exception {
        open(1_000, 5, Duration.ofMinutes(10));
        var other = connect(9);
        for (int i = 0; i < 20; i++) {
            var socket = connect(0);
            assertThat(isOpen(socket)).isTrue();
        }
        assertThat(isOpen(sockets.get(1))).isFalse();
        assertThat(isOpen(sockets.get(20))).isTrue();
        assertThat(isOpen(other)).isTrue();
    }

    @Test
    void a_connection_without_a_token_ends_after_so_many_requests() throws Exception {
        open(100, 100, Duration.ofSeconds(30));
        var socket = connect(0);
        write(socket, head("/health/live", "").repeat(ConnectionLimits.UNTRUSTED_REQUESTS + 20));
        var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(ConnectionLimits.UNTRUSTED_REQUESTS + 1);
        var trusted = connect(1);
        write(trusted, head("/health/live", token()).repeat(2));
        write(trusted, head("/api/v1/status", token()).repeat(ConnectionLimits.UNTRUSTED_REQUESTS));
        write(trusted, head("/api/v1/status", token() + "Connection: close\r\n"));
        assertThat(new String(trusted.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .split("HTTP/1.1 200", -1))
                .hasSize(ConnectionLimits.UNTRUSTED_REQUESTS + 4);
    }

    @Test
    void an_answer_that_is_not_taken_ends_with_its_connection() throws Exception {
        open(100, 100, Duration.ofSeconds(1));
        var socket = connect(0);
        socket.setSoTimeout(20_000);
        write(socket, head("/page.js", "").repeat(80));
        assertThat(sockets).hasSize(1);
        var began = System.nanoTime();
        while (true) { // a byte now and then: something moves, but the answer is not taken
            try {
                write(socket, "x");
                Thread.onSpinWait();
            } catch (SocketException e) {
                return;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void who_guesses_tokens_is_told_to_wait_and_a_valid_token_never_is() {
        open(usual -> usual);
        int refused = 0;
        for (int i = 0; i < 30; i++) {
            var answer = api.send(api.request("/api/v1/status").setHeader("Authorization", "Bearer wrong" + i));
            if (answer.statusCode() == 429) {
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isBetween(1L, 61L);
                refused++;
            }
        }
        assertThat(refused).isEqualTo(10);
        assertThat(api.get("/api/v1/status").statusCode()).isEqualTo(200);
    }
}
