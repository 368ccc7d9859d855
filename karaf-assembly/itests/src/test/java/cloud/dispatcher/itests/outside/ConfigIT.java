package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damaged configuration: the container starts all the same, and says what is wrong with which file. */
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

    private Distribution distribution;

    @BeforeEach
    void unpack() throws IOException {
        distribution = Distribution.unpack("ConfigIT");
    }

    @AfterEach
    void end() {
        distribution.close();
    }

    @Test
    void damaged_files_keep_nothing_from_starting_and_each_bad_value_is_told_in_one_line() throws Exception {
        for (var bad : BAD.entrySet()) {
            distribution.set(bad.getKey(), key(bad.getValue()), value(bad.getValue()));
        }
        for (var file : files()) {
            Files.write(file, GARBAGE, StandardOpenOption.APPEND);
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

    private static String key(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String value(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.newDirectoryStream(distribution.home().resolve("etc"), "cloud.dispatcher.*.cfg")) {
            var all = new ArrayList<Path>();
            files.forEach(all::add);
            return all;
        }
    }
}
