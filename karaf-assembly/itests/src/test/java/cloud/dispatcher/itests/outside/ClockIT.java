package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody sets the clock while the dispatcher works. */
class ClockIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private Distribution distribution;
    private Clock clock;
    private Api api;
    private String account;

    @BeforeEach
    void startWithAClockOfItsOwn() throws IOException {
        distribution = Distribution.unpack("ClockIT")
                .set("cloud.dispatcher.engine", "launchSeconds", "120")
                .set("cloud.dispatcher.pinger", "everySeconds", "0.5")
                .set("cloud.dispatcher.pinger", "persistEverySeconds", "1");
        clock = Clock.in(distribution.home());
        api = distribution.with(clock.environment()).start();
        account = api.account("cloud", "simulator", Map.of("bootTime", "PT3S", "port", distribution.simulatedPort()));
    }

    @AfterEach
    void end() {
        distribution.close();
    }

    @Test
    void no_jump_of_the_clock_invents_an_outage_or_ends_a_deadline_and_all_stays_in_order() throws Exception {
        var watched = api.over(launch("watched")).get("server").asText();
        Eventually.until("it is UP", SOON, () -> api.verdict(watched).equals("UP"));

        var first = launch("before any jump");
        assertWorks(first);

        clock.set(Duration.ofHours(-1));
        var second = launch("after a jump back");
        assertWorks(second);

        // The simulated cloud's delays are the clock's, so only a jump ahead falls into a launch; it is far beyond the
        // deadline.
        var third = launch("over a jump ahead");
        clock.set(Duration.ofHours(2));
        assertWorks(third);

        clock.set(Duration.ZERO);
        var fourth = launch("after another jump back");
        assertWorks(fourth);

        assertThat(List.of(first, second, third, fourth))
                .as("ids are in the order of acceptance")
                .isSorted();
        assertThat(api.verdict(watched)).isEqualTo("UP");
        assertThat(api.get("/api/v1/outages").good().get("items")).isEmpty();
        assertEventsAreInOrder();
    }

    private void assertWorks(String operation) throws IOException {
        var ended = api.over(operation);
        assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(time(ended, "endedAt")).isAfterOrEqualTo(time(ended, "createdAt"));
    }

    private void assertEventsAreInOrder() throws IOException {
        var events = api.get("/api/v1/events?limit=1000").good().get("items");
        long number = 0;
        for (var event : events) {
            assertThat(event.get("number").asLong()).isEqualTo(++number);
        }
        assertThat(number).isPositive();
    }

    private static Instant time(JsonNode of, String name) {
        return Instant.parse(of.get(name).asText());
    }

    private String launch(String name) throws IOException {
        return api.launch(Api.server(account, name, "small", "debian-12"));
    }
}
