package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.StartException;
import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.OperationId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The port opens, moves and closes. */
@Timeout(60)
final class PortTest {
    private final Served api = Served.closed(usual -> usual);
    private final FreePort preflight = new FreePort(api.configuration);

    @AfterEach
    void close() {
        api.close();
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.interrupted()).as("took too long").isFalse();
            Thread.onSpinWait();
        }
    }

    private static Settings at(int port, Settings usual) {
        return new Settings(
                port,
                usual.host(),
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                usual.idle(),
                usual.streams(),
                usual.tokenFile());
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void it_answers_while_it_is_open_and_refuses_once_it_is_closed() throws Exception {
        for (int i = 0; i < 20; i++) {
            api.port.open();
            int number = api.number();
            assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(api.port.summary()).isEqualTo("answers on 127.0.0.1:" + number);
            api.port.close(Duration.ofSeconds(5));
            assertThat(answers(number)).isFalse();
            assertThat(api.port.summary()).isEmpty();
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            api.configuration.change(at(taken.getLocalPort(), api.configuration.settings()));
            var reason = "port " + taken.getLocalPort()
                    + " is taken by another program; stop it or set port in etc/cloud.dispatcher.http.cfg";
            assertThatThrownBy(api.port::open)
                    .isInstanceOf(StartException.class)
                    .hasMessage(reason);
            assertThatThrownBy(preflight::check)
                    .isInstanceOf(StartException.class)
                    .hasMessage(reason);
        }
        preflight.check();
        api.port.open();
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void an_address_that_is_not_ours_is_told() {
        var usual = api.configuration.settings();
        api.configuration.change(
                new Settings(1, "192.0.2.1", 1 << 20, 16 << 10, 10, usual.idle(), 5, usual.tokenFile()));
        assertThatThrownBy(api.port::open).hasMessageContaining("192.0.2.1:1 cannot be opened");
        assertThatThrownBy(preflight::check).hasMessageContaining("192.0.2.1:1 cannot be opened");
    }

    @Test
    void another_port_in_the_configuration_moves_it() throws Exception {
        api.port.open();
        int before = api.number();
        int next = free();
        try (var stream = new Listening(api, api.request("/api/v1/events"))) {
            api.configuration.change(at(next, api.configuration.settings()));
            await(() -> api.number() == next);
            assertThat(stream.next().event()).isEqualTo("stopped");
        }
        try (var again = new Listening(api, api.request("/api/v1/events"))) {
            api.events.happens(1);
            assertThat(again.ids(1)).containsExactly("1");
        }
        assertThat(answers(before)).isFalse();
    }

    @Test
    void a_port_that_cannot_be_had_leaves_it_where_it_was() throws Exception {
        api.port.open();
        int before = api.number();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            api.configuration.change(at(taken.getLocalPort(), api.configuration.settings()));
            await(() -> api.port
                    .summary()
                    .startsWith("answers on 127.0.0.1:" + before + "; port cannot be used: port " + taken.getLocalPort()
                            + " is taken by another program"));
            assertThat(api.configuration.configProblems().unusable()).containsOnlyKeys("port");
            assertThat(api.configuration.configProblems().unusable().get("port").effective())
                    .isEqualTo("0");
            int next = free();
            api.configuration.change(at(next, api.configuration.settings()));
            await(() -> api.port.summary().equals("answers on 127.0.0.1:" + next));
            assertThat(api.configuration.configProblems().unusable()).isEmpty();
        }
    }

    @Test
    void another_key_bounces_nothing() throws Exception {
        api.configuration.change(at(free(), api.configuration.settings()));
        api.port.open();
        var before = api.configuration.settings();
        try (var stream = new Listening(api, api.request("/api/v1/events"))) {
            api.configuration.modified(ConfigDefaults.with(
                    Configuration.Config.class,
                    Map.of(
                            "port",
                            before.port(),
                            "host",
                            before.host(),
                            "sseClients",
                            7,
                            "tokenFile",
                            before.tokenFile().toString())));
            assertThat(api.configuration.settings().streams()).isEqualTo(7);
            api.events.happens(1);
            assertThat(stream.ids(1)).containsExactly("1");
        }
    }

    @Test
    void longer_headers_are_taken_as_soon_as_they_are_allowed() throws Exception {
        api.port.open();
        assertThat(answerToAHeaderOf(20_000)).isEqualTo(431);

        var usual = api.configuration.settings();
        api.configuration.change(new Settings(
                usual.port(),
                usual.host(),
                usual.bodyBytes(),
                32 << 10,
                usual.connections(),
                usual.idle(),
                usual.streams(),
                usual.tokenFile()));

        assertThat(answerToAHeaderOf(20_000)).isEqualTo(200);
    }

    /** On a connection of its own. */
    private int answerToAHeaderOf(int length) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.number() + "/health/live"))
                .header("Long", "x".repeat(length))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_server_that_is_built_anew_gets_the_port_again() throws Exception {
        api.port.open();
        var first = api.started();
        var next = new StartedServer(api.server());
        try {
            api.port.removeServer(first);
            assertThat(api.port.summary()).isEmpty();
            api.port.addServer(next);
            await(() -> !api.port.summary().isEmpty());
            assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        } finally {
            api.port.close(Duration.ZERO);
            next.server().stop();
        }
    }

    @Test
    void a_port_that_another_program_took_meanwhile_is_had_back_when_that_one_ends() throws Exception {
        int number = free();
        api.configuration.change(at(number, api.configuration.settings()));
        var port = new Port(api.configuration, api.traffic, Duration.ofMillis(20));
        port.addServer(api.started());
        port.open();
        port.removeServer(api.started());
        try (var taken = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
            port.addServer(api.started());
            await(() -> port.summary().startsWith("answers nowhere: port " + taken.getLocalPort() + " is taken"));
        }
        await(() -> port.summary().equals("answers on 127.0.0.1:" + number));
        assertThat(answers(number)).isTrue();
        port.close(Duration.ZERO);
    }

    @Test
    void a_closed_port_stays_closed_when_the_server_is_built_anew() {
        api.port.removeServer(api.started());
        api.port.addServer(api.started());
        assertThat(api.port.summary()).isEmpty();
    }

    @Test
    void what_is_under_way_is_answered_before_the_port_closes() throws Exception {
        api.port.open();
        var isIn = new CountDownLatch(1);
        var mayGo = new CountDownLatch(1);
        api.operations.slowness = () -> {
            isIn.countDown();
            try {
                mayGo.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        var answer = CompletableFuture.supplyAsync(() -> api.post("/api/v1/servers/s-1/stop", ""));
        isIn.await(30, TimeUnit.SECONDS);
        int number = api.number();
        var closing = CompletableFuture.runAsync(() -> api.port.close(Duration.ofSeconds(20)));
        await(() -> !answers(number));
        assertThat(closing).isNotDone();
        mayGo.countDown();
        assertThat(answer.join().statusCode()).isEqualTo(202);
        closing.join();
    }

    @Test
    void an_error_while_traffic_ends_leaves_no_port_open() throws Exception {
        api.port.open();
        var id = Served.json(api.post("/api/v1/servers/s-1/stop", "")).get("id").asText();
        var broken = new Traffic(api.events, api.operations, Duration.ofSeconds(1));
        var port = new Port(api.configuration, broken);
        port.addServer(api.started());
        port.open();
        broken.close();
        broken.open(); // with threads that are gone: who polls cannot be told
        assertThatThrownBy(() -> broken.live().await(new OperationId(id), Duration.ofSeconds(30)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> port.close(Duration.ofSeconds(1))).isInstanceOf(RejectedExecutionException.class);
        assertThat(port.summary()).isEmpty();
    }

    private static Settings at(String host, int port, Settings usual) {
        return new Settings(
                port,
                host,
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                usual.idle(),
                usual.streams(),
                usual.tokenFile());
    }

    @Test
    @Timeout(20)
    void another_host_at_the_same_port_moves_it() throws Exception {
        int port = free();
        api.configuration.change(at(port, api.configuration.settings()));
        api.port.open();
        api.configuration.change(at("*", port, api.configuration.settings()));
        await(() -> api.port.summary().equals("answers on *:" + port));
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        api.configuration.change(at("127.0.0.1", port, api.configuration.settings()));
        await(() -> api.port.summary().equals("answers on 127.0.0.1:" + port));
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(20)
    void a_host_that_cannot_be_had_leaves_the_port_where_it_was() throws Exception {
        int port = free();
        api.configuration.change(at(port, api.configuration.settings()));
        api.port.open();
        try (var stream = new Listening(api, api.request("/api/v1/events"))) {
            api.configuration.change(at("192.0.2.1", port, api.configuration.settings()));
            assertThat(stream.next().event()).isEqualTo("stopped");
        }
        await(() -> answers(port));
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        await(() -> api.port
                .summary()
                .startsWith("answers on 127.0.0.1:" + port + "; host cannot be used: port 192.0.2.1:" + port));
        assertThat(api.configuration.configProblems().unusable().get("host").effective())
                .isEqualTo("127.0.0.1");
        api.port.close(Duration.ZERO);
        assertThat(api.configuration.configProblems().unusable()).isEmpty();
    }
}
