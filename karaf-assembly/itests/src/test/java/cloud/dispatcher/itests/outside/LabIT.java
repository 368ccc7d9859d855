package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole flow on real virtual machines. */
class LabIT {
    private static final Duration BOOT = Duration.ofSeconds(90);

    private Lab lab;
    private Distribution distribution;
    private Api api;
    private String account;

    @BeforeEach
    void start() throws Exception {
        lab = Lab.up();
        assertThat(lab.machines()).isEmpty();
        distribution = Distribution.unpack("LabIT")
                .set("cloud.dispatcher.pinger", "everySeconds", "1")
                .set("cloud.dispatcher.pinger", "timeoutSeconds", "1")
                .set("cloud.dispatcher.pinger", "persistEverySeconds", "1");
        api = distribution.start();
        account = api.account("lab", "libvirt", lab.account());
    }

    @AfterEach
    void end() throws Exception {
        if (distribution != null) {
            distribution.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void machines_are_launched_and_heartbeaten_through_stop_and_kill_and_are_gone_in_the_end() throws Exception {
        var first = launch("first");
        var second = launch("second");
        var one = up(first);
        var other = up(second);
        assertThat(lab.machines()).hasSize(2);

        distribution.must("stop");
        heartbeatGoesOn("first");
        heartbeatGoesOn("second");
        distribution.must("start");

        var third = launch("third");
        Eventually.until("libvirt has the third", BOOT, () -> lab.machines().size() == 3);
        assertThat(api.get("/api/v1/operations/" + third).good().has("endedAt"))
                .as("the kill comes in the middle")
                .isFalse();
        distribution.kill();
        assertThat(lab.machines()).hasSize(3);
        distribution.must("start");
        var last = up(third);
        assertThat(lab.machines()).hasSize(3);

        for (var server : new String[] {one, other, last}) {
            assertThat(lab.machines()).contains(cloudId(server));
            var ended = api.over(
                    api.delete("/api/v1/servers/" + server).good().get("id").asText());
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        assertThat(lab.machines()).isEmpty();
    }

    private String launch(String name) throws IOException {
        return api.launch(Api.server(account, name, "tiny", "tiny"));
    }

    /** The server of a launch, once it is heard. */
    private String up(String operation) throws IOException {
        var ended = api.over(operation);
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        var server = ended.get("server").asText();
        Eventually.until("its heartbeat is UP", BOOT, () -> api.verdict(server).equals("UP"));
        return server;
    }

    private String cloudId(String server) throws IOException {
        return api.get("/api/v1/servers/" + server).good().get("cloudId").asText();
    }

    private void heartbeatGoesOn(String name) {
        var before = Shown.lastSeen(name, distribution);
        Eventually.until(
                "a newer heartbeat of " + name,
                BOOT,
                () -> Shown.lastSeen(name, distribution).isAfter(before));
        assertThat(Shown.lastSeen(name, distribution)).isBeforeOrEqualTo(Instant.now());
    }
}
