package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a request is refused: always as a problem, and always with what to do. */
@TestInstance(Lifecycle.PER_CLASS)
final class RefusalTest {
    private static final String SERVERS = "/api/v1/servers";
    private Served api;

    @BeforeAll
    void open() {
        api = Served.open();
        api.servers.has(1);
    }

    @AfterEach
    void work() {
        api.operations.refusal = null;
        api.events.breaks(false);
    }

    @AfterAll
    void close() {
        api.close();
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var json = Served.json(response);
        assertThat(json.get("status").asInt()).isEqualTo(status);
        assertThat(json.get("type").asText()).startsWith("/problems/");
        assertThat(json.get("instance").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(json.get("title").asText()).isNotBlank();
        assertThat(json.get("detail").asText()).isNotBlank();
        return json;
    }

    private HttpRequest.Builder nobody(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.number() + path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/status",
                "/api/v1/openapi.json",
                "/metrics",
                "/problems/gone",
                "/no/such",
                "/api/v1/servers/x/y"
            })
    void nothing_is_answered_without_a_token(String path) {
        var response = api.send(nobody(path));
        problem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"dispatcher\"");
        var wrong = api.send(nobody(path).header("Authorization", "Bearer " + "x".repeat(43)));
        problem(wrong, 401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
    }

    @Test
    void a_request_id_is_taken_over_if_it_is_sane() {
        assertThat(api.send(api.request(SERVERS).header("X-Request-Id", "ci-7.a"))
                        .headers()
                        .firstValue("X-Request-Id"))
                .hasValue("ci-7.a");
        assertThat(api.send(api.request(SERVERS).header("X-Request-Id", "<script>"))
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElseThrow())
                .hasSize(36);
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        var response = api.change("PUT", SERVERS, "{}");
        problem(response, 405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
        var options = api.change("OPTIONS", "/api/v1/accounts/x", "");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS, PATCH");
    }

    @Test
    void a_head_is_a_get_without_its_body() {
        var get = api.get(SERVERS);
        var head = api.change("HEAD", SERVERS, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(api.change("HEAD", "/api/v1/events", "", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html|406",
                "application/json;q=0|406",
                "text/*, */*;q=0.1|200",
                "application/*|200",
                "*/*, application/json;q=0|406",
                "*/*;q=0.1, application/json;q=x|200",
            })
    void only_what_is_accepted_is_answered(String accept, int status) {
        assertThat(api.send(api.request("/api/v1/status").header("Accept", accept))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void what_is_not_acceptable_is_not_done_either() {
        var response = api.post("/api/v1/servers/s-0/stop", "", "Accept", "text/html");
        problem(response, 406);
        assertThat(api.operations.all).isEmpty();
    }

    @Test
    void a_body_must_be_json_and_say_so() {
        problem(api.post(SERVERS, "a=b", "Content-Type", "application/x-www-form-urlencoded"), 415);
        problem(api.post(SERVERS, "{}", "Content-Encoding", "gzip"), 415);
        var patch = api.change("PATCH", "/api/v1/accounts/a", "{}", "Content-Type", "text/plain");
        problem(patch, 415);
        assertThat(patch.headers().firstValue("Accept-Patch").orElseThrow()).contains("application/merge-patch+json");
    }

    @Test
    void a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() {
        var large = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
        problem(api.post(SERVERS, large), 413);
        var chunked = api.request(SERVERS)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .header("Content-Type", "application/json");
        problem(api.send(chunked), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "nul", "{\"token\":hush}", "[1,]", "\"\u0001\""})
    void a_body_that_is_no_json_is_refused_without_being_shown(String body) {
        var json = problem(api.post(SERVERS, body), 400);
        assertThat(json.get("type").asText()).isEqualTo("/problems/malformed-json");
        assertThat(json.toString()).doesNotContain("hush");
    }

    @Test
    void every_bad_field_is_named_at_once() {
        var json = problem(api.post(SERVERS, """
            {"account":"a","name":" ","size":5,"count":0,"labels":{"a/b":{}},"nmae":"x","network":"a\\u0000b"}\
            """), 400);
        assertThat(json.get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/size", "/image", "/count", "/labels/a~1b", "/nmae", "/network");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"userData\":\"a\",\"userDataBase64\":\"YQ==\"|not both",
                "\"userDataBase64\":\"no base64\"|Base64",
                "\"userDataBase64\":\"YQ\"|Base64",
                "\"userDataBase64\":\"\"|blank",
                "\"userDataBase64\":7|must be a text",
                "\"userDataBase64\":\"MUCH\"|longer than 64 KiB",
            })
    void user_data_in_base64_is_refused_where_it_stands(String fields, String detail) {
        var much = Base64.getEncoder().encodeToString(new byte[(64 << 10) + 1]);
        var launch =
                "\"account\":\"a\",\"name\":\"n\",\"size\":\"s\",\"image\":\"i\"," + fields.replace("MUCH", much) + "}";
        var one = problem(api.post(SERVERS, "{" + launch), 400);
        assertThat(one.at("/errors/0/pointer").asText()).isEqualTo("/userDataBase64");
        assertThat(one.at("/errors/0/detail").asText()).contains(detail);
        var bulk =
                problem(api.post("/api/v1/operations", "{\"actions\":[{\"action\":\"launch\"," + launch + "]}"), 400);
        assertThat(bulk.at("/errors/0/pointer").asText()).isEqualTo("/actions/0/userDataBase64");
    }

    @Test
    void texts_numbers_and_truth_values_are_not_taken_for_each_other() {
        var json = problem(api.post(SERVERS, """
            {"account":5,"name":true,"size":"s","image":["i"],"count":"3","labels":{"a":null}}\
            """), 400);
        assertThat(json.get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/account", "/name", "/image", "/count", "/labels/a");
        problem(api.post("/api/v1/operations", """
            {"actions":[{"action":"stop","server":"s-0","force":"true"}]}\
            """), 400);
        problem(api.post(SERVERS, "[]"), 400);
    }

    @Test
    void an_account_s_parts_cannot_be_taken_away_as_a_whole() {
        var json = problem(api.change("PATCH", "/api/v1/accounts/a", "{\"name\":null,\"settings\":null}"), 400);
        assertThat(json.get("errors").findValuesAsText("pointer")).containsExactly("/name", "/settings");
    }

    @Test
    void a_bad_field_of_a_bulk_is_named_by_its_place() {
        var json = problem(api.post("/api/v1/operations", """
            {"actions":[{"action":"stop","server":"s-0"},{"action":"explode","server":"s"},7,{"action":"stop","extra":1}]}\
            """), 400);
        assertThat(json.get("errors").findValuesAsText("pointer"))
                .contains("/actions/1/action", "/actions/2", "/actions/3/server", "/actions/3/extra");
        problem(api.post("/api/v1/operations", "{\"actions\":[]}"), 400);
        assertThat(api.operations.all).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/servers?stat=RUNNING,stat",
        "/api/v1/servers?state=HAPPY,state",
        "/api/v1/servers?limit=1001,limit",
        "/api/v1/servers?limit=x,limit",
        "/api/v1/servers?limit=1&limit=2,limit",
        "/api/v1/servers?sort=size,sort",
        "/api/v1/servers?label=x,label",
        "/api/v1/servers?name=,name",
        "/api/v1/operations/x?wait=PT61S,wait",
        "/api/v1/operations/x?wait=5,wait",
        "/api/v1/events?after=-1,after",
    })
    void a_bad_parameter_is_named(String path, String parameter) {
        assertThat(problem(api.get(path), 400).at("/errors/0/parameter").asText())
                .isEqualTo(parameter);
    }

    @Test
    void a_pointer_leads_into_the_body_that_was_sent() {
        api.operations.refusal = new RejectedException(
                Refusal.INVALID, "No such size.", List.of(new RejectedException.FieldError("/actions/0/size", "No.")));
        var launch = "\"account\":\"a\",\"name\":\"n\",\"size\":\"s\",\"image\":\"i\"}";
        assertThat(problem(api.post(SERVERS, "{" + launch), 400)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/size");
        var bulk = "{\"actions\":[{\"action\":\"launch\"," + launch + "]}";
        assertThat(problem(api.post("/api/v1/operations", bulk), 400)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/actions/0/size");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void a_refusal_becomes_a_status(Refusal refusal) {
        api.operations.refusal = new RejectedException(
                refusal, "Do this.", List.of(new RejectedException.FieldError("/size", "no such size")));
        int status = switch (refusal) {
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case GONE -> 410;
            case CHANGED -> 412;
            case KEY_REUSED -> 422;
            case CLOUD -> 502;
            case STOPPED, UNAVAILABLE -> 503;
        };
        var response = api.sendUnchecked(api.request("/api/v1/servers/s-0/stop").POST(BodyPublishers.noBody()));
        var json = problem(response, status);
        assertThat(json.get("detail").asText()).isEqualTo("Do this.");
        assertThat(json.at("/errors/0/pointer").asText()).isEqualTo("/size");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void an_error_of_ours_shows_nothing_of_itself() {
        api.operations.refusal = new IllegalStateException("secret plan");
        var json = problem(api.post("/api/v1/servers/s-0/stop", ""), 500);
        assertThat(json.toString()).doesNotContain("secret plan", "Exception");
    }

    @Test
    void it_is_not_ready_while_the_store_cannot_be_read() {
        api.events.breaks(true);
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/servers/s-9",
                "/api/v1/servers/",
                "/api/v1/servers/%20",
                "/api/v2",
                "/api/v1/operations/x?wait=PT1S"
            })
    void what_is_not_there_is_not_found(String path) {
        problem(api.get(path), 404);
    }

    @Test
    void no_header_makes_an_error_of_ours() {
        var odd = List.of(
                "application/json; charset=x",
                "application/json; charset=\"",
                "application/json;charset=",
                "application/json; charset=utf-16",
                "text/\u00ff; charset=\u00ff",
                ";charset=nonsense",
                "multipart/form-data",
                "application/x-www-form-urlencoded; charset=x",
                ",,;=",
                "x".repeat(3_000));
        for (var name : List.of(
                "Content-Type",
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Content-Encoding",
                "Cookie",
                "Range",
                "If-Modified-Since",
                "If-Match",
                "If-None-Match",
                "Date",
                "Forwarded",
                "TE",
                "X-Forwarded-For",
                "X-Forwarded-Port",
                "Content-Language",
                "Last-Event-ID",
                "Idempotency-Key")) {
            for (var value : odd) {
                for (var path : List.of("/api/v1/servers", "/api/v1/events?limit=1", "/", "/health/live")) {
                    assertThat(api.send(api.request(path).setHeader(name, value))
                                    .statusCode())
                            .as("GET %s with %s: %s", path, name, value)
                            .isLessThan(500);
                }
                assertThat(api.post("/api/v1/servers/s-1/stop?dryRun=true", "{}", name, value)
                                .statusCode())
                        .as("POST with %s: %s", name, value)
                        .isLessThan(500);
            }
        }
    }
}
