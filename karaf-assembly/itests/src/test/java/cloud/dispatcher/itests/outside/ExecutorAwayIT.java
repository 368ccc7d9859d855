package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cloud's feature comes and goes while its accounts have work. */
class ExecutorAwayIT {
    private static final String FEATURE = "dispatcher-executor-simulator";
    private static final Duration SOON = Duration.ofSeconds(30);

    private Distribution distribution;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        distribution = Distribution.unpack("ExecutorAwayIT");
        api = distribution.start();
    }

    @AfterEach
    void end() {
        distribution.close();
    }

    @Test
    void operations_of_an_absent_executor_wait_and_go_on_when_it_is_back() throws Exception {
        var settings = Map.of("latency", "PT2S", "bootTime", "PT2S", "port", distribution.simulatedPort());
        var account = api.account("cloud", "simulator", settings);
        var begun = launch(account, "begun");
        Eventually.until(
                "a step of the first is under way",
                SOON,
                () -> !api.get("/api/v1/operations/" + begun)
                        .good()
                        .path("startedAt")
                        .isMissingNode());

        distribution.must("feature:uninstall", FEATURE);
        var accepted = launch(account, "accepted");

        for (var operation : new String[] {begun, accepted}) {
            Eventually.until(
                    operation + " waits for its executor",
                    SOON,
                    () -> waitsFor(operation).equals("EXECUTOR"));
        }
        assertThat(state()).isEqualTo("ABSENT");
        assertThat(distribution.home().resolve("data/log/dispatcher.log"))
                .as("the step that was under way has ended")
                .content()
                .doesNotContain("broke off");

        distribution.must("feature:install", FEATURE);
        for (var operation : new String[] {begun, accepted}) {
            var ended = api.over(operation);
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        assertThat(Truth.of(account, distribution).existing()).isEqualTo(2);
        assertThat(state()).isEqualTo("ACTIVE");
    }

    private String launch(String account, String name) throws IOException {
        return api.launch(Api.server(account, name, "small", "debian-12"));
    }

    private String waitsFor(String operation) throws IOException {
        return api.get("/api/v1/operations/" + operation)
                .good()
                .at("/waiting/for")
                .asText();
    }

    private String state() throws IOException {
        for (var executor : api.get("/api/v1/executors").good().get("items")) {
            if (executor.get("name").asText().equals("simulator")) {
                return executor.get("state").asText();
            }
        }
        return "unknown";
    }
}
