package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Damaged, stray and missing files: the container starts all the same, says what is wrong with which file, and opens nothing. One
 * container, in this order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConfigIT {
    /** An escape that is none, bytes that are no text, a line that goes on and does not. */
    private static final byte[] GARBAGE = "\n\\uZZZZ \u0001\u00ff = \\".getBytes(StandardCharsets.ISO_8859_1);

    /** A key of each PID that has one, and a value that it does not take. */
    private static final Map<String, String> BAD = Map.of(
            "cloud.dispatcher.control", "stopSeconds = soon",
            "cloud.dispatcher.engine", "stepSeconds = -1",
            "cloud.dispatcher.executor.simulator", "folder = /proc/nowhere",
            "cloud.dispatcher.http", "idleSeconds = 1e99",
            "cloud.dispatcher.pinger", "misses = none",
            "cloud.dispatcher.store", "directory = ");

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HTTP = "cloud.dispatcher.http";

    /** What File Install and Karaf take for a configuration of this name, or for one more instance of it, and what they do not. */
    private static final List<String> STRAY = List.of(
            HTTP + "-2026-11-01.cfg",
            HTTP + "~old.cfg",
            HTTP + ".config",
            HTTP + ".cfg.json",
            HTTP + ".cfg.bak",
            "Cloud.Dispatcher.http.cfg");

    private static Distribution distribution;

    @BeforeAll
    static void unpack() throws IOException {
        distribution = Distribution.unpack("ConfigIT");
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    @Order(1)
    void damaged_files_keep_nothing_from_starting_and_each_bad_value_is_told_in_one_line() throws Exception {
        for (var bad : BAD.entrySet()) {
            distribution.set(bad.getKey(), key(bad.getValue()), value(bad.getValue()));
        }
        for (var file : files()) {
            Files.write(file, GARBAGE, StandardOpenOption.APPEND);
        }
        for (var name : STRAY) {
            stray(name);
        }

        var api = distribution.start();

        assertThat(api.get("/api/v1/status").status()).isEqualTo(200);
        for (var bad : BAD.entrySet()) {
            var file = "etc/" + bad.getKey() + ".cfg";
            assertThat(distribution.log(key(bad.getValue())))
                    .as(bad.toString())
                    .filteredOn(line -> line.contains(file))
                    .singleElement()
                    .asString()
                    .contains(value(bad.getValue()));
        }
    }

    @Test
    @Order(2)
    void a_stray_file_changes_nothing_and_is_named_with_the_right_one() throws Exception {
        assertThat(shown("http.sseClients")).isEqualTo("http.sseClients\t500\t500\tdefault");
        assertThat(distribution.log("Not read in etc/: ").stream()
                        .filter(line -> STRAY.stream().allMatch(line::contains)))
                .singleElement()
                .asString()
                .contains("(the file that is read: cloud.dispatcher.http.cfg)");
        assertThat(distribution.must("dispatcher:config")).contains(STRAY);

        stray(HTTP + "-late.cfg");

        Eventually.until(
                "it is named", SOON, () -> !distribution.log(HTTP + "-late.cfg").isEmpty());
        assertThat(shown("http.sseClients")).isEqualTo("http.sseClients\t500\t500\tdefault");
        assertThat(etc(HTTP + "-late.cfg")).exists();
    }

    @Test
    @Order(3)
    void a_file_that_was_removed_or_cut_off_while_the_container_was_down_opens_nothing() throws Exception {
        Files.writeString(etc("cloud.dispatcher.pinger.cfg"), "misses = 7\n");
        Eventually.until("it is effective", SOON, () -> shown("pinger.misses").equals("pinger.misses\t7\t3\tfile"));
        assertThat(answers("127.0.0.2")).isTrue();
        distribution.must("shutdown");
        Files.delete(etc("cloud.dispatcher.pinger.cfg"));
        Files.writeString(etc(HTTP + ".cfg"), "port = " + distribution.port() + "\nhost =");

        distribution.start();

        assertThat(shown("pinger.misses")).isEqualTo("pinger.misses\t3\t3\tdefault");
        assertThat(shown("http.host")).isEqualTo("http.host\t127.0.0.1\t127.0.0.1\trefused");
        assertThat(answers("127.0.0.1")).isTrue();
        assertThat(answers("127.0.0.2")).isFalse();
        for (var name : STRAY) {
            assertThat(etc(name)).exists();
        }
    }

    private static void stray(String name) throws IOException {
        var text = name.endsWith(".json") ? "{\"sseClients\": \"1\"}" : "sseClients = \"1\"\n";
        Files.writeString(etc(name), text);
    }

    private static Path etc(String name) {
        return distribution.home().resolve("etc").resolve(name);
    }

    private static String shown(String key) {
        return distribution.must("dispatcher:config", "--no-format", key).stripTrailing();
    }

    private static boolean answers(String address) {
        try (var socket = new Socket(address, distribution.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String value(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.newDirectoryStream(distribution.home().resolve("etc"), "cloud.dispatcher.*.cfg")) {
            var all = new ArrayList<Path>();
            files.forEach(all::add);
            return all;
        }
    }
}
