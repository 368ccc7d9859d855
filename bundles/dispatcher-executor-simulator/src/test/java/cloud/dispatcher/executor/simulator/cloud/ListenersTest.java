package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.executor.simulator.MovingClock;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real connections to simulated servers. The cloud's own thread is at work here, so the tests look until they see. */
class ListenersTest {
    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private SimulatedCloud cloud;
    private Map<String, String> settings;

    @BeforeEach
    void open() throws IOException {
        settings = Map.of("port", Integer.toString(freePort()));
        cloud = new SimulatedCloud(folder, clock, new Listeners());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Session session() {
        return cloud.session("account-1", settings);
    }

    private Thing launch(String token) {
        var order = new Creation(ResourceKind.SERVER, token, token, "web-1", "installation-1", "small", "debian-12");
        var made = session().create(order).shown();
        clock.pass(Duration.ofSeconds(3));
        return session().describe(made.id()).shown();
    }

    private static boolean answers(Thing server) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.address(), server.port()), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean sooner(BooleanSupplier happens) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (happens.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    @Test
    void a_running_server_answers_on_its_own_address_and_nobody_else_does() {
        var one = launch("op-1");
        var other = launch("op-2");
        session().stop(other.id(), Force.HARD, "op-3");

        assertThat(answers(one)).isTrue();
        assertThat(sooner(() -> !answers(other))).isTrue();
        assertThat(answers(one)).isTrue();
    }

    @Test
    void a_server_that_runs_again_answers_again() {
        var server = launch("op-1");
        session().reboot(server.id(), "op-2");
        assertThat(sooner(() -> !answers(server))).isTrue();

        clock.pass(Duration.ofSeconds(3));

        assertThat(sooner(() -> answers(server))).isTrue();
    }

    @Test
    void a_paused_server_refuses() {
        var server = launch("op-1");

        session().pause(server.id(), "op-2");
        assertThat(sooner(() -> !answers(server))).isTrue();
        session().resume(server.id(), "op-3");

        assertThat(sooner(() -> answers(server))).isTrue();
    }

    @Test
    void servers_answer_again_after_a_restart_and_not_in_between() {
        var server = launch("op-1");

        cloud.close();
        assertThat(sooner(() -> !answers(server))).isTrue();
        cloud = new SimulatedCloud(folder, clock, new Listeners());

        assertThat(sooner(() -> answers(server))).isTrue();
    }

    @Test
    void a_server_answers_when_its_boot_is_over_though_nobody_asks() {
        var order = new Creation(ResourceKind.SERVER, "op-1", "op-1", "web-1", "installation-1", "small", "debian-12");
        var server = session().create(order).shown();
        assertThat(answers(server)).isFalse();

        clock.pass(Duration.ofSeconds(3));

        assertThat(sooner(() -> answers(server))).isTrue();
    }

    @Test
    void a_port_that_was_taken_is_opened_when_it_is_free() throws IOException {
        var port = Integer.parseInt(settings.get("port"));
        Thing server;
        try (var somebody = new ServerSocket(port)) {
            assertThat(somebody.isBound()).isTrue();
            server = launch("op-1");
        }

        assertThat(sooner(() -> answers(server))).isTrue();
    }
}
