package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A file in etc/ is changed while everything runs: the effective values change, and nothing else is touched. One container, in this order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveConfigurationIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HTTP = "cloud.dispatcher.http";
    private static final String PINGER = "cloud.dispatcher.pinger";

    private static Distribution distribution;
    private static Api api;
    private static String account;
    private static String server;
    private static Listener listener;

    @BeforeAll
    static void startWithOneServerThatIsUpAndOneStream() throws Exception {
        distribution = Distribution.unpack("LiveConfigurationIT")
                .set(PINGER, "everySeconds", "0.5")
                .set(PINGER, "timeoutSeconds", "0.5")
                .set(PINGER, "persistEverySeconds", "1")
                .set("cloud.dispatcher.control", "stopSeconds", "soon");
        api = distribution.start();
        account = api.account("cloud", "simulator", Map.of("bootTime", "PT0.2S", "port", distribution.simulatedPort()));
        server = api.over(launch("watched")).get("server").asText();
        Eventually.until("the server is UP", SOON, () -> api.verdict(server).equals("UP"));
        listener = Listener.after(0, api);
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    @Order(1)
    void at_the_first_start_a_bad_value_is_an_error_and_the_default_is_used() throws IOException {
        assertThat(told("stopSeconds"))
                .containsExactly("ERROR etc/cloud.dispatcher.control.cfg: stopSeconds = soon is refused; allowed is a"
                        + " number from 1 to 3600; the default 20 is used.");
        assertThat(shown("control.stopSeconds")).isEqualTo("control.stopSeconds\t20\t20\trefused: soon");
    }

    @Test
    @Order(2)
    void another_interval_costs_the_pinger_no_tick() throws Exception {
        for (var every : List.of("0.4", "0.6", "0.3")) {
            distribution.set(PINGER, "everySeconds", every);
            Eventually.until(
                    "it is taken over", SOON, () -> shown("pinger.everySeconds").endsWith(every + "\t5\tfile"));
            var before = Shown.lastSeen("watched", distribution);
            Eventually.until(
                    "a newer heartbeat",
                    SOON,
                    () -> Shown.lastSeen("watched", distribution).isAfter(before));
        }
        assertThat(told("everySeconds"))
                .containsExactly(
                        "INFO etc/cloud.dispatcher.pinger.cfg: now everySeconds = 0.4 (was 0.5).",
                        "INFO etc/cloud.dispatcher.pinger.cfg: now everySeconds = 0.6 (was 0.4).",
                        "INFO etc/cloud.dispatcher.pinger.cfg: now everySeconds = 0.3 (was 0.6).");
        assertThat(told("The pinger asks every server"))
                .as("starts of the pinger")
                .hasSize(1);
        assertThat(told("The pinger has stopped")).isEmpty();
        var heartbeat = api.get("/api/v1/servers/" + server).good().get("heartbeat");
        assertThat(heartbeat.get("verdict").asText()).isEqualTo("UP");
        assertThat(heartbeat.hasNonNull("outage")).isFalse();
    }

    @Test
    @Order(3)
    void another_key_than_the_port_costs_no_stream() throws Exception {
        distribution.set(HTTP, "maxBodyBytes", "2048").set(HTTP, "sseClients", "7");
        Eventually.until(
                "it is taken over", SOON, () -> shown("http.sseClients").endsWith("\t7\t500\tfile"));

        assertTheStreamGoesOn("after-an-unrelated-key");
        assertThat(told("The API answers on"))
                .filteredOn(line -> line.startsWith("INFO "))
                .hasSize(1);
    }

    @Test
    @Order(4)
    void a_bad_value_is_refused_in_one_line_and_the_old_one_stays() throws Exception {
        distribution.set(HTTP, "sseClients", "lots").set(HTTP, "prot", "80");
        Eventually.until("it is refused", SOON, () -> shown("http.sseClients").endsWith("refused: lots"));

        assertThat(shown("http.sseClients")).isEqualTo("http.sseClients\t7\t500\trefused: lots");
        assertThat(shown("http.prot")).isEqualTo("http.prot\t\t\tno such key: did you mean port?");
        assertThat(told("sseClients = lots"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .isEqualTo(
                                "WARN etc/cloud.dispatcher.http.cfg: sseClients = lots is refused; allowed is a whole"
                                        + " number from 0 to 100000; 7 stays."));
        assertThat(told("prot ("))
                .contains("WARN etc/cloud.dispatcher.http.cfg: ignored, for there is no such key: prot (did you"
                        + " mean port?).");
        assertTheStreamGoesOn("after-a-bad-value");
    }

    @Test
    @Order(5)
    void karafs_own_commands_change_a_key_and_the_file() throws Exception {
        distribution.must("config:property-set", "-p", PINGER, "misses", "7");

        Eventually.until("it is taken over", SOON, () -> shown("pinger.misses").equals("pinger.misses\t7\t3\tfile"));
        assertThat(Files.readAllLines(distribution.home().resolve("etc/" + PINGER + ".cfg")))
                .contains("misses = 7")
                .anyMatch(line -> line.startsWith("# So many probes in a row"));
    }

    @Test
    @Order(6)
    void a_file_that_goes_gives_way_to_the_defaults() throws Exception {
        Files.delete(distribution.home().resolve("etc/" + PINGER + ".cfg"));

        Eventually.until(
                "the defaults are used", SOON, () -> shown("pinger.misses").equals("pinger.misses\t3\t3\tdefault"));
        assertThat(told(PINGER + ".cfg is gone"))
                .singleElement()
                .asString()
                .startsWith(
                        "INFO etc/cloud.dispatcher.pinger.cfg is gone; the defaults are used: everySeconds = 5 (was 0.3)");
        assertThat(told("The pinger asks every server")).hasSize(1);
    }

    @Test
    @Order(7)
    void another_port_moves_the_port() throws Exception {
        int next = Distribution.freePort();
        distribution.set(HTTP, "port", next);

        assertThat(listener.end()).isEqualTo("stopped");
        Eventually.until(
                "the new port answers",
                SOON,
                () -> new Api(
                                        next,
                                        Files.readString(distribution.home().resolve("var/admin.token"))
                                                .strip())
                                .get("/api/v1/status")
                                .status()
                        == 200);
        Eventually.until("the old port refuses", SOON, () -> !distribution.answers());
    }

    private static String launch(String name) throws IOException {
        return api.launch(Api.server(account, name, "small", "debian-12"));
    }

    private static void assertTheStreamGoesOn(String name) throws IOException {
        var last = api.over(launch(name)).get("id").asText();
        var number = api.all("/api/v1/events?operation=" + last).stream()
                .mapToLong(event -> event.get("number").asLong())
                .max()
                .orElseThrow();
        Eventually.until(
                "the stream tells event " + number,
                SOON,
                () -> listener.numbers().contains(number));
    }

    private static String shown(String key) {
        return distribution.must("dispatcher:config", "--no-format", key).stripTrailing();
    }

    /** The lines of the log that have this text: level and message. */
    private static List<String> told(String text) throws IOException {
        return Files.readAllLines(distribution.home().resolve("data/log/dispatcher.log")).stream()
                .filter(line -> line.contains(text))
                .map(line -> line.replaceFirst("^\\S+ \\S+ +(\\w+) +", "$1 ").replaceFirst(" \\| \\S+$", ""))
                .toList();
    }
}
