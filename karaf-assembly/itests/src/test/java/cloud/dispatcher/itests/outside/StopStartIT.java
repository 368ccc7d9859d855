package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What goes when the dispatcher is stopped, what stays, and what comes back. {@code -Dsoak.cycles=100} for more of it. */
class StopStartIT {
    private static final int CYCLES = Integer.getInteger("soak.cycles", 20);
    private static final Duration SOON = Duration.ofSeconds(60);

    private Distribution distribution;
    private Api api;
    private String account;
    private String server;

    @BeforeEach
    void startWithOneServerThatIsUp(TestInfo test) throws IOException {
        distribution = Distribution.unpack(
                        "StopStartIT-" + test.getTestMethod().orElseThrow().getName())
                .set("cloud.dispatcher.pinger", "everySeconds", "0.5")
                .set("cloud.dispatcher.pinger", "timeoutSeconds", "0.5")
                .set("cloud.dispatcher.pinger", "persistEverySeconds", "1");
        api = distribution.start();
        account = api.account("cloud", "simulator", Map.of("bootTime", "PT0.2S", "port", distribution.simulatedPort()));
        var launched = api.over(launch("watched"));
        server = launched.get("server").asText();
        Eventually.until("the server is UP", SOON, () -> api.verdict(server).equals("UP"));
    }

    @AfterEach
    void end() {
        distribution.close();
    }

    @Test
    void a_cycle_of_stop_and_start_ends_streams_in_order_and_loses_no_event_and_no_heartbeat() throws Exception {
        var read = new ArrayList<Long>();
        var operations = new ArrayList<String>();
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            var listener = Listener.after(read.size(), api);
            operations.add(launch("cycle-" + cycle));

            distribution.must("stop");
            assertThat(distribution.answers()).as("port after stop").isFalse();
            assertThat(listener.end()).isEqualTo("stopped");
            read.addAll(listener.numbers());
            assertThat(read).as("cycle %d", cycle).isEqualTo(from1To(read.size()));

            distribution.must("start");
            assertThat(api.get("/api/v1/status").status()).isEqualTo(200);
        }
        for (var operation : operations) {
            assertThat(api.over(operation).get("state").asText()).isEqualTo("SUCCEEDED");
        }
        assertThat(api.get("/api/v1/outages").good().get("items")).isEmpty();
        var heartbeat = api.get("/api/v1/servers/" + server).good().get("heartbeat");
        assertThat(heartbeat.get("verdict").asText()).isEqualTo("UP");
        assertThat(heartbeat.get("loss").asDouble()).isZero();
    }

    @Test
    void while_stopped_heartbeats_go_on_and_every_command_answers_and_changes_are_refused_in_one_sentence() {
        distribution.must("stop");

        assertHeartbeatsGoOn();
        for (var command : List.of(
                "server:list",
                "server:show watched",
                "operation:list",
                "operation:watch",
                "account:list",
                "account:show cloud",
                "executor:list",
                "event:list",
                "pinger:status",
                "dispatcher:stop")) {
            assertThat(distribution.run(command.split(" "))).as(command).matches(said -> said.code() == 0);
        }
        assertThat(distribution.run("status").code()).isEqualTo(3);
        for (var change : List.of(
                "server:launch --account cloud --size small --image debian-12 another",
                "server:stop watched",
                "server:reboot watched",
                "server:pause watched",
                "server:terminate --force watched",
                "account:create other simulator",
                "account:delete --force cloud")) {
            var said = distribution.run(change.split(" "));
            assertThat(said.code()).as(change).isEqualTo(1);
            assertThat(said.text().strip())
                    .as(change)
                    .isEqualTo("The dispatcher is stopped. Start it with bin/dispatcher start.");
        }

        distribution.must("dispatcher:start");
        assertThat(distribution.answers()).isTrue();
    }

    @Test
    void installing_a_feature_while_stopped_brings_nothing_back() {
        distribution.must("stop");

        distribution.must("feature:install", "wrap");

        assertThat(distribution.must("feature:list", "--installed", "--no-format"))
                .contains("wrap");
        assertThat(distribution.answers()).isFalse();
        assertThat(distribution.run("status").code()).isEqualTo(3);
        assertHeartbeatsGoOn();
    }

    @Test
    void a_container_that_is_killed_while_stopped_comes_back_stopped_and_with_its_pinger() throws Exception {
        distribution.must("stop");
        distribution.kill();

        var container = distribution.boot();

        Eventually.until(
                "it answers", SOON, () -> distribution.run("dispatcher:status").code() == 3);
        assertHeartbeatsGoOn();
        assertThat(distribution.answers()).isFalse();
        distribution.must("start");
        assertThat(api.verdict(server)).isEqualTo("UP");
        distribution.must("shutdown");
        assertThat(container.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private String launch(String name) throws IOException {
        return api.launch(Api.server(account, name, "small", "debian-12"));
    }

    private void assertHeartbeatsGoOn() {
        for (int i = 0; i < 2; i++) {
            var before = Shown.lastSeen("watched", distribution);
            Eventually.until(
                    "a newer heartbeat",
                    SOON,
                    () -> Shown.lastSeen("watched", distribution).isAfter(before));
        }
    }

    private static List<Long> from1To(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
