package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The orderly end of a container: {@code SIGTERM}, which is also what {@code bin/dispatcher shutdown} and systemd send. */
class EndIT {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(60);

    private Distribution distribution;
    private Load load;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        distribution = Distribution.unpack("EndIT").set("cloud.dispatcher.control", "stopSeconds", STOP.toSeconds());
        api = distribution.start();
        load = Load.on(distribution, api, 1);
    }

    @AfterEach
    void end() {
        if (load != null) {
            load.abandon();
        }
        distribution.close();
    }

    @Test
    void sigterm_during_load_ends_within_the_stop_deadline_and_loses_nothing() throws Exception {
        var slow = api.account("slow", "simulator", Map.of("latency", "PT5S", "port", distribution.simulatedPort()));
        var underWay = api.launch(Api.server(slow, "slow", "small", "debian-12"));
        load.begin();
        Eventually.until("some launches are accepted", SOON, () -> load.accepted() >= 20);
        Eventually.until(
                "a call is under way",
                SOON,
                () -> api.get("/api/v1/operations/" + underWay).good().hasNonNull("startedAt"));

        long from = System.nanoTime();
        var container = distribution.process().orElseThrow();
        container.destroy();
        Eventually.until("the process is gone", STOP.plus(SOON), () -> !container.isAlive());
        System.err.printf("EndIT: SIGTERM took %d ms%n", (System.nanoTime() - from) / 1_000_000);
        assertThat(distribution.log(" ERROR ")).isEqualTo(List.of());
        assertThat(distribution.log("did not end within"))
                .as("steps longer than the stop")
                .isEqualTo(List.of());

        distribution.must("start");
        load.end();
        load.judge();
        assertThat(api.over(underWay).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(Truth.of(slow, distribution).existing()).isEqualTo(1);
    }
}
