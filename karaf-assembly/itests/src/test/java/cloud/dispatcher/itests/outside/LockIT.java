package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody else holds the database; each test leaves all well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int MANY = 5;

    private Distribution distribution;
    private Api api;
    private String account;
    private int launches;

    @BeforeAll
    void start() throws IOException {
        distribution = Distribution.unpack("LockIT");
        api = distribution.start();
        account = api.account("cloud", "simulator", Map.of("bootTime", "PT2S", "port", distribution.simulatedPort()));
    }

    @AfterAll
    void end() {
        distribution.close();
    }

    @Test
    void while_another_program_holds_the_database_changes_are_refused_in_clear_words_and_then_it_goes_on()
            throws Exception {
        var begun = launch().good().at("/operations/0/id").asText();
        try (var other = lock("PRAGMA busy_timeout = 10000")) {
            var refused = launch();
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body().get("detail").asText())
                    .contains("another program holds ", "dispatcher.db locked. End it.", "Nothing was changed.");
            assertThat(api.get("/api/v1/servers").status()).isEqualTo(200);
            assertThat(distribution.must("status")).contains("another program holds ");
            assertThat(other.isClosed()).isFalse();
        }
        Eventually.until("it accepts again", SOON, () -> launch().status() == 202);
        assertThat(api.over(begun).get("state").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_boot_that_finds_the_database_held_says_so_and_comes_up_when_it_is_released() throws Exception {
        distribution.must("shutdown");
        int before = distribution.log("The store is open in ").size();
        Process container;
        try (var other = lock("PRAGMA locking_mode = EXCLUSIVE")) {
            container = distribution.boot();
            Eventually.until("status tells who is in the way", SOON, () -> {
                var status = distribution.run("status");
                return status.code() == 3 && status.text().contains("another program holds ");
            });
            for (int i = 0; i < MANY; i++) {
                assertThat(distribution.must("dispatcher:config", "--no-format", "store"))
                        .as("what counts of a store that is not open")
                        .contains("directory", "var");
            }
            assertThat(other.isClosed()).isFalse();
        }
        Eventually.until(
                "it comes up by itself", SOON, () -> distribution.run("status").code() == 0);
        assertThat(launch().status()).isEqualTo(202);
        assertThat(distribution.log("The store is open in "))
                .as("opened once, and left open")
                .hasSize(before + 1);
        distribution.must("shutdown");
        assertThat(container.waitFor(10, TimeUnit.SECONDS)).isTrue();
        distribution.must("start");
    }

    @Test
    void a_second_container_on_the_same_directory_ends_in_one_sentence() throws Exception {
        var directory = distribution.home().resolve("var");
        try (var second = Distribution.unpack("LockIT-second").set("cloud.dispatcher.store", "directory", directory)) {
            var start = second.run("start");

            assertThat(start.code()).isEqualTo(1);
            assertThat(start.text())
                    .contains("already uses the store in " + directory + ": stop it first")
                    .doesNotContain("\tat ");
            Eventually.until("it is gone", SOON, () -> second.process().isEmpty());
        }
        assertThat(launch().status()).isEqualTo(202);
    }

    /** As any client of SQLite can; until the connection is closed. Readers are kept out in the locking mode EXCLUSIVE alone. */
    private Connection lock(String pragma) throws SQLException {
        var connection =
                DriverManager.getConnection("jdbc:sqlite:" + distribution.home().resolve("var/dispatcher.db"));
        try (var statement = connection.createStatement()) {
            statement.execute(pragma);
            statement.execute("BEGIN EXCLUSIVE");
        }
        return connection;
    }

    private Api.Answer launch() throws IOException {
        var server = Api.server(account, "server-" + ++launches, "small", "debian-12");
        return api.post("/api/v1/servers", server, "Idempotency-Key", "launch-" + launches);
    }
}
