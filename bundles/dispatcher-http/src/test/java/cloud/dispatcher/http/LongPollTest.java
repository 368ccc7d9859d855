package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for an operation. */
@Timeout(60)
final class LongPollTest {
    private Served api;
    private OperationId id;

    @BeforeEach
    void open() {
        api = Served.open(usual -> new Settings(
                0,
                usual.host(),
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                Duration.ofSeconds(1),
                usual.streams(),
                usual.tokenFile()));
        id = new OperationId(
                Served.json(api.post("/api/v1/servers/s-1/stop", "")).get("id").asText());
    }

    @AfterEach
    void close() {
        api.close();
    }

    private CompletableFuture<HttpResponse<String>> wait(String duration) {
        var request = api.request("/api/v1/operations/" + id + "?wait=" + duration);
        return api.client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private void awaitPolls(int count) {
        long end = System.nanoTime() + Duration.ofSeconds(50).toNanos(); // sooner than the first poll's time is up
        while (api.traffic.live().polls() != count) {
            assertThat(System.nanoTime() - end)
                    .as("%d polls are waiting, not %d", api.traffic.live().polls(), count)
                    .isNegative();
            Thread.onSpinWait();
        }
    }

    private static String state(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Served.json(response).get("state").asText();
    }

    @Test
    void a_change_answers_who_waits() {
        var waiting = wait("PT30S");
        awaitPolls(1);
        api.operations.becomes(id, OperationState.RUNNING);
        assertThat(state(waiting.join())).isEqualTo("RUNNING");
        awaitPolls(0);
    }

    @Test
    void what_is_over_is_answered_at_once() {
        api.operations.becomes(id, OperationState.SUCCEEDED);
        var response = wait("PT30S").join();
        assertThat(state(response)).isEqualTo("SUCCEEDED");
        assertThat(Served.json(response).at("/result/cloudId").asText()).isEqualTo("i-1");
    }

    @Test
    void what_happens_to_others_wakes_nobody() {
        var waiting = wait("PT30S");
        awaitPolls(1);
        api.events.happens("other", new OperationId("o-other"), null);
        api.events.happens("told but not changed", id, null);
        assertThat(waiting).isNotDone();
        api.operations.becomes(id, OperationState.FAILED);
        assertThat(state(waiting.join())).isEqualTo("FAILED");
    }

    @Test
    void the_time_that_is_up_answers_with_what_is_also_after_the_connection_was_idle_for_longer() {
        assertThat(state(wait("PT2.5S").join())).isEqualTo("ACCEPTED");
    }

    @Test
    void two_hundred_wait_without_holding_a_thread() {
        int before = Thread.activeCount();
        var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 200; i++) {
            waiting.add(wait("PT60S"));
        }
        awaitPolls(200);
        assertThat(api.get("/api/v1/status").statusCode()).isEqualTo(200);
        assertThat(Thread.activeCount() - before).isLessThan(100);
        api.operations.becomes(id, OperationState.SUCCEEDED);
        waiting.forEach(each -> assertThat(state(each.join())).isEqualTo("SUCCEEDED"));
    }

    @Test
    void a_stop_answers_who_waits() {
        var waiting = wait("PT60S");
        awaitPolls(1);
        api.port.close(Duration.ofSeconds(5));
        assertThat(state(waiting.join())).isEqualTo("ACCEPTED");
    }
}
