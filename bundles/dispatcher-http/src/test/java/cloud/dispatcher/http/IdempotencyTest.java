package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeated request is harmless. */
final class IdempotencyTest {
    private static final String KEY = "Idempotency-Key";
    private Served api;

    @BeforeEach
    void open() {
        api = Served.open();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private HttpResponse<String> launch(String body, String key) {
        return api.post("/api/v1/servers", body, KEY, key);
    }

    private static String server(String name) {
        return "{\"account\":\"a-1\",\"name\":\"" + name + "\",\"size\":\"s\",\"image\":\"i\"}";
    }

    @Test
    void the_same_key_gives_the_first_answer_again_byte_for_byte() {
        var first = launch(server("web"), "k");
        var again = launch("{\"image\":\"i\", \"size\":\"s\", \"name\":\"web\", \"account\":\"a-1\"}", "\"k\"");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(api.operations.all).hasSize(1);
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        launch(server("web"), "k");
        assertThat(launch(server("db"), "k").statusCode()).isEqualTo(422);
        assertThat(api.post("/api/v1/servers?reason=x", server("web"), KEY, "k").statusCode())
                .isEqualTo(422);
        assertThat(api.operations.all).hasSize(1);
    }

    @Test
    void a_key_is_of_one_method_and_path() {
        api.post("/api/v1/servers/s-1/stop", "", KEY, "k");
        api.post("/api/v1/servers/s-2/stop", "", KEY, "k");
        api.change("DELETE", "/api/v1/servers/s-2", "", KEY, "k");
        assertThat(api.operations.all).hasSize(3);
    }

    @Test
    void an_account_is_made_and_removed_once() {
        var body = "{\"name\":\"a\",\"executor\":\"simulator\",\"credentials\":{\"password\":\"hush\"}}";
        var first = api.post("/api/v1/accounts", body, KEY, "k");
        var again = api.post("/api/v1/accounts", body, KEY, "k");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).hasValue("\"1\"");
        var path = first.headers().firstValue("Location").orElseThrow();
        assertThat(api.change("DELETE", path, "", KEY, "d").statusCode()).isEqualTo(204);
        var repeated = api.change("DELETE", path, "", KEY, "d");
        assertThat(repeated.statusCode()).isEqualTo(204);
        assertThat(repeated.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void an_account_of_one_version_is_removed_once() {
        var path = "/api/v1/accounts/" + api.accounts.has("old").id().value();
        assertThat(api.change("DELETE", path, "", KEY, "d", "If-Match", "\"1\"").statusCode())
                .isEqualTo(204);
        var repeated = api.change("DELETE", path, "", KEY, "d", "If-Match", "\"1\"");
        assertThat(repeated.statusCode()).isEqualTo(204);
        assertThat(repeated.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void a_refusal_is_judged_again() {
        assertThat(api.post("/api/v1/accounts", "{\"name\":\"a\",\"executor\":\"x\"}", KEY, "k")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/accounts", "{\"name\":\"a\",\"executor\":\"simulator\"}", KEY, "k")
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"a", "\"\"", "\"a\"b\""})
    void a_key_that_is_none_is_refused(String key) {
        var response = launch(server("web"), key);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Served.json(response).at("/errors/0/header").asText()).isEqualTo(KEY);
        assertThat(launch(server("web"), "x".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(launch(server("web"), "x".repeat(255)).statusCode()).isEqualTo(202);
    }
}
