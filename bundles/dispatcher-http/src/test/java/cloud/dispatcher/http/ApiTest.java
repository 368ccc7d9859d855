package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery.Sort;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each route does with a good request. */
@TestInstance(Lifecycle.PER_CLASS)
final class ApiTest {
    private static final String LAUNCH =
            "{\"account\":\"demo\",\"name\":\"web\",\"size\":\"small\",\"image\":\"debian\"";
    private Served api;

    @BeforeAll
    void open() {
        api = Served.open();
        api.accounts.has("demo");
        api.servers.has(3);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void the_status_tells_of_the_whole() {
        var json = Served.json(api.get("/api/v1/status"));
        assertThat(json.get("uptime").asText()).isEqualTo("PT1M1S");
        assertThat(json.get("dispatcher").asText()).isEqualTo("RUNNING");
        assertThat(json.at("/queue/waiting/TURN").asInt()).isEqualTo(3);
        assertThat(json.at("/executors/1/state").asText()).isEqualTo("ABSENT");
        assertThat(json.get("node").asText()).isEqualTo("node-1");
    }

    @Test
    void an_executor_describes_its_settings_as_a_json_schema() {
        var json = Served.json(api.get("/api/v1/executors")).at("/items/0");
        assertThat(json.at("/settings/required").toString()).isEqualTo("[\"region\"]");
        assertThat(json.at("/settings/properties/listeners/default").asText()).isEqualTo("1000");
        assertThat(json.at("/credentials/properties/password/type").asText()).isEqualTo("string");
        assertThat(json.at("/actions/0").asText()).isEqualTo("launch");
    }

    @Test
    void an_account_is_created_without_showing_its_credentials() {
        var response = api.post("/api/v1/accounts", """
            {"name":"new","executor":"simulator","settings":{"region":"r","listeners":5},"credentials":{"password":"hush"}}\
            """);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("ETag")).hasValue("\"1\"");
        var location = response.headers().firstValue("Location").orElseThrow();
        assertThat(api.get(location).body()).isEqualTo(response.body()).doesNotContain("hush", "credentials");
        assertThat(Served.json(response).at("/settings/listeners").asText()).isEqualTo("5");
        var id = api.accounts.named("new").orElseThrow().id();
        assertThat(api.accounts.credentials.get(id).get("password").reveal()).isEqualTo("hush");
    }

    @Test
    void an_account_is_patched_by_merging_if_it_is_still_as_the_asker_saw_it() {
        var id = api.accounts.has("patched").id().value();
        var path = "/api/v1/accounts/" + id;
        var first = api.change("PATCH", path, "{\"settings\":{\"a\":\"1\",\"b\":\"2\"}}", "If-Match", "\"1\"");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(api.change("PATCH", path, "{\"name\":\"x\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.change("PATCH", path, "{\"name\":\"x\"}", "If-Match", "W/\"2\"")
                        .statusCode())
                .isEqualTo(412);
        var second = api.change(
                "PATCH",
                path,
                "{\"settings\":{\"a\":null}}",
                "If-Match",
                "\"9\", \"2\"",
                "Content-Type",
                "application/merge-patch+json");
        assertThat(Served.json(second).get("settings").toString()).isEqualTo("{\"b\":\"2\"}");
        assertThat(api.send(api.request(path).header("If-None-Match", "\"3\"")).statusCode())
                .isEqualTo(304);
    }

    @Test
    void an_account_is_deleted() {
        var path = "/api/v1/accounts/" + api.accounts.has("old").id().value();
        assertThat(api.change("DELETE", path, "", "If-Match", "\"7\"").statusCode())
                .isEqualTo(412);
        assertThat(api.change("DELETE", path + "?reason=unused", "").statusCode())
                .isEqualTo(204);
        assertThat(api.accounts.lastAsked.reason()).isEqualTo("unused");
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_catalog_tells_what_can_be_asked_for() {
        var json = Served.json(api.get("/api/v1/accounts/a-1/catalog"));
        assertThat(json.at("/sizes/0/name").asText()).isEqualTo("small");
        assertThat(json.get("actions").toString()).isEqualTo("[\"launch\",\"terminate\"]");
        assertThat(json.get("observedAt").asText()).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    void a_launch_is_accepted_and_tells_where_its_operation_is() {
        var response = api.post(
                "/api/v1/servers",
                LAUNCH + ",\"userData\":\"hush\",\"labels\":{\"env\":\"prod\"},\"reason\":\"we need it\"}");
        assertThat(response.statusCode()).isEqualTo(202);
        var operation = Served.json(response).at("/operations/0");
        assertThat(operation.get("action").asText()).isEqualTo("launch");
        assertThat(operation.get("reason").asText()).isEqualTo("we need it");
        assertThat(operation.at("/parameters/userData").asText()).isEqualTo("***");
        assertThat(response.body()).doesNotContain("hush");
        var location = response.headers().firstValue("Location").orElseThrow();
        var shown = api.get(location);
        assertThat(Served.json(shown)).isEqualTo(operation);
        assertThat(shown.headers().firstValue("Retry-After")).hasValue("1");
        var launch = (LaunchServer) api.operations.lastActions.get(0);
        assertThat(launch.account().value()).isEqualTo("a-1");
        assertThat(launch.userData().reveal()).isEqualTo("hush");
        assertThat(launch.labels()).containsEntry("env", "prod");
    }

    @Test
    void user_data_may_be_any_bytes_in_base64() {
        var gzip = new byte[] {0x1f, (byte) 0x8b, 0, (byte) 0xff};
        var base64 = ",\"userDataBase64\":\"" + Base64.getEncoder().encodeToString(gzip) + "\"";
        var response = api.post("/api/v1/servers", LAUNCH + base64 + "}");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Served.json(response).at("/operations/0/parameters/userData").asText())
                .isEqualTo("***");
        assertThat(((LaunchServer) api.operations.lastActions.get(0)).userData())
                .isEqualTo(new Secret(gzip));
        var bulk = "{\"actions\":[{\"action\":\"launch\"," + LAUNCH.substring(1) + base64 + "}]}";
        assertThat(api.post("/api/v1/operations", bulk).statusCode()).isEqualTo(202);
        assertThat(((LaunchServer) api.operations.lastActions.get(0)).userData())
                .isEqualTo(new Secret(gzip));
    }

    @Test
    void a_count_launches_numbered_servers_in_one_piece() {
        var response = api.post("/api/v1/servers", LAUNCH + ",\"count\":3}");
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(Served.json(response).get("operations")).hasSize(3);
        assertThat(Served.json(response).at("/operations/2/parameters/name").asText())
                .isEqualTo("web-3");
    }

    @Test
    void a_dry_run_stores_nothing() {
        int before = api.operations.all.size();
        var response = api.post("/api/v1/servers?dryRun=true", LAUNCH + "}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Served.json(response).at("/actions/0/parameters/name").asText())
                .isEqualTo("web");
        assertThat(api.change("DELETE", "/api/v1/servers/s-0?dryRun=true", "").statusCode())
                .isEqualTo(200);
        assertThat(api.operations.all).hasSize(before);
    }

    @Test
    void a_dry_run_keeps_no_key() {
        api.post("/api/v1/servers?dryRun=true", LAUNCH + "}", "Idempotency-Key", "tried");
        var done = api.post("/api/v1/servers", LAUNCH + "}", "Idempotency-Key", "tried");
        assertThat(done.statusCode()).isEqualTo(202);
        assertThat(done.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void a_dry_run_of_an_account_shows_it_as_it_would_be() {
        var id = api.accounts.has("tried").id().value();
        var made = api.post("/api/v1/accounts?dryRun=true", """
            {"name":"other","executor":"simulator","settings":{"region":"r"},"credentials":{"password":"hush"}}\
            """);
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body())
                .isEqualTo(
                        "{\"dryRun\":true,\"account\":{\"name\":\"other\",\"executor\":\"simulator\",\"settings\":{\"region\":\"r\"}}}");
        var path = "/api/v1/accounts/" + id;
        var renamed = api.change("PATCH", path + "?dryRun=true", "{\"name\":\"renamed\"}");
        assertThat(Served.json(renamed).at("/account/name").asText()).isEqualTo("renamed");
        var deleted = api.change("DELETE", path + "?dryRun=true", "");
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(Served.json(api.get(path)).get("name").asText()).isEqualTo("tried");
        assertThat(api.accounts.named("other")).isEmpty();
    }

    @Test
    void a_dry_run_of_a_cancel_changes_nothing() {
        var id = Served.json(api.post("/api/v1/servers/s-0/stop", "")).get("id").asText();
        var tried = api.post("/api/v1/operations/" + id + "/cancel?dryRun=true", "");
        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(Served.json(tried).at("/operation/id").asText()).isEqualTo(id);
        assertThat(Served.json(api.get("/api/v1/operations/" + id)).get("state").asText())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void whoever_knows_a_thing_as_it_is_now_is_told_so() {
        var id = Served.json(api.post("/api/v1/servers/s-0/stop", "")).get("id").asText();
        for (var path : List.of("/api/v1/servers/s-0", "/api/v1/operations/" + id, "/api/v1/openapi.json")) {
            var tag = api.get(path).headers().firstValue("ETag").orElseThrow();
            var again = api.send(api.request(path).header("If-None-Match", "\"x\", W/" + tag));
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
        var path = "/api/v1/operations/" + id;
        var before = api.get(path).headers().firstValue("ETag").orElseThrow();
        api.operations.becomes(new OperationId(id), OperationState.RUNNING);
        assertThat(api.send(api.request(path).header("If-None-Match", before)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "reboot", "pause", "resume"})
    void a_server_is_changed(String action) {
        var response = api.post("/api/v1/servers/s-1/" + action + "?force=true", "");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Served.json(response).get("action").asText()).isEqualTo(action);
        assertThat(Served.json(response).at("/parameters/force").asBoolean()).isTrue();
        assertThat(response.headers().firstValue("Location"))
                .hasValue(
                        "/api/v1/operations/" + Served.json(response).get("id").asText());
        assertThat(api.operations.lastActions.get(0))
                .isEqualTo(new ChangeServer(ActionKind.of(action), new ServerId("s-1"), Force.HARD));
    }

    @Test
    void a_server_is_terminated() {
        var response = api.change("DELETE", "/api/v1/servers/s-1", "{\"reason\":\"old\"}");
        assertThat(Served.json(response).get("action").asText()).isEqualTo("terminate");
        assertThat(api.operations.lastAsked.reason()).isEqualTo("old");
        assertThat(api.operations.lastAsked.actor()).isEqualTo("admin");
    }

    @Test
    void a_bulk_is_accepted_in_order() {
        var response = api.post(
                "/api/v1/operations",
                "{\"actions\":[{\"action\":\"stop\",\"server\":\"s-1\",\"force\":true},{\"action\":\"launch\","
                        + LAUNCH.substring(1)
                        + "}]}");
        assertThat(response.statusCode()).isEqualTo(202);
        var operations = Served.json(response).get("operations");
        assertThat(operations.findValuesAsText("action")).containsExactly("stop", "launch");
    }

    @Test
    void a_bulk_accepts_what_can_be_accepted_and_tells_of_each_action() {
        var actions =
                "{\"actions\":[{\"action\":\"stop\",\"server\":\"none\"},{\"action\":\"stop\",\"server\":\"s-1\"}]}";
        var response = api.post("/api/v1/operations", actions);
        assertThat(response.statusCode()).isEqualTo(202);
        var json = Served.json(response);
        assertThat(json.at("/results/0/problem/status").asInt()).isEqualTo(404);
        assertThat(json.at("/results/0/problem/instance").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(json.at("/results/0/problem/errors/0/pointer").asText()).isEqualTo("/actions/0/server");
        assertThat(json.at("/results/1/operation")).isEqualTo(json.at("/operations/0"));
        assertThat(json.get("operations")).hasSize(1);
        int before = api.operations.all.size();
        var tried = Served.json(api.post("/api/v1/operations?dryRun=true", actions));
        assertThat(tried.at("/results/0/problem/status").asInt()).isEqualTo(404);
        assertThat(tried.at("/results/1/action/server").asText()).isEqualTo("s-1");
        assertThat(tried.get("actions")).hasSize(1);
        assertThat(api.operations.all).hasSize(before);
    }

    @Test
    void an_atomic_bulk_is_accepted_whole_or_refused_whole() {
        var actions = "{\"atomic\":true,\"actions\":[{\"action\":\"stop\",\"server\":\"s-1\"}]}";
        assertThat(Served.json(api.post("/api/v1/operations", actions)).get("results"))
                .hasSize(1);
        api.operations.refusal = new RejectedException(Refusal.CONFLICT, "It is stopped.");
        assertThat(api.post("/api/v1/operations", actions).statusCode()).isEqualTo(409);
        api.operations.refusal = null;
    }

    @Test
    void a_server_shows_all_that_is_known() {
        var json = Served.json(api.get("/api/v1/servers/s-0"));
        assertThat(json.get("state").asText()).isEqualTo("RUNNING");
        assertThat(json.at("/heartbeat/verdict").asText()).isEqualTo("DOWN");
        assertThat(json.at("/heartbeat/rtt").asText()).isEqualTo("PT0.002S");
        assertThat(json.at("/heartbeat/outage").asInt()).isEqualTo(7);
        assertThat(json.get("heldBy").asText()).isEqualTo("o-1");
    }

    @Test
    void a_verdict_that_nobody_asks_for_any_more_says_so() {
        assertThat(Served.json(api.get("/api/v1/servers/s-0"))
                        .at("/heartbeat/asked")
                        .asBoolean(true))
                .isFalse();
        var pinger = new FakePinger();
        api.observed.addPinger(pinger);
        var asked = Served.json(api.get("/api/v1/servers/s-0")).get("heartbeat");
        assertThat(asked.get("asked").asBoolean()).isTrue();
        assertThat(asked.has("notAskedSince")).isFalse();
        pinger.stop();
        var unasked = Served.json(api.get("/api/v1/servers")).at("/items/0/heartbeat");
        assertThat(unasked.get("asked").asBoolean(true)).isFalse();
        assertThat(unasked.get("notAskedSince").asText()).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    void servers_are_listed_by_page_and_filter() {
        var path = "/api/v1/servers?account=a-1&state=RUNNING,stopped&state=ERROR&name=w&label=env%3Dprod&heartbeat=UP"
                + "&sort=-name&limit=2";
        var json = Served.json(api.get(path));
        assertThat(json.get("items")).hasSize(2);
        assertThat(json.get("nextCursor").asText()).isEqualTo("2");
        var query = api.servers.lastQuery;
        assertThat(query.states())
                .containsExactlyInAnyOrder(ServerState.RUNNING, ServerState.STOPPED, ServerState.ERROR);
        assertThat(query.labels()).isEqualTo(Map.of("env", "prod"));
        assertThat(query.heartbeat()).isEqualTo(Verdict.UP);
        assertThat(query.sort()).isEqualTo(Sort.NAME_REVERSED);
        var last = Served.json(api.get("/api/v1/servers?cursor=2"));
        assertThat(last.has("nextCursor")).isFalse();
        assertThat(api.servers.lastPaging.limit()).isEqualTo(100);
    }

    @Test
    void operations_are_listed_by_page_and_filter() {
        var json = Served.json(api.get("/api/v1/operations?state=FAILED&action=launch&server=s-1&limit=1&cursor=c"));
        assertThat(json.get("nextCursor").asText()).isEqualTo("next");
        assertThat(api.operations.lastQuery.states()).containsExactly(OperationState.FAILED);
        assertThat(api.operations.lastQuery.action()).isEqualTo(ActionKind.LAUNCH);
        assertThat(api.operations.lastPaging.cursor()).isEqualTo("c");
    }

    @Test
    void lists_take_an_account_s_name_for_its_id() {
        var account = api.accounts.has("by-name");
        api.get("/api/v1/servers?account=by-name");
        assertThat(api.servers.lastQuery.account()).isEqualTo(account.id());
        api.get("/api/v1/operations?account=by-name");
        assertThat(api.operations.lastQuery.account()).isEqualTo(account.id());
        assertThat(api.get("/api/v1/events?account=by-name").statusCode()).isEqualTo(200);
    }

    @Test
    void no_account_s_name_hides_another_s_id() {
        var hidden = api.accounts.has("hidden");
        api.accounts.has(hidden.id().value());
        api.get("/api/v1/servers?account=" + hidden.id());
        assertThat(api.servers.lastQuery.account()).isEqualTo(hidden.id());
    }

    @Test
    void a_failed_operation_tells_why_and_what_it_left() {
        var id = new OperationId(
                Served.json(api.post("/api/v1/servers/s-1/stop", "")).get("id").asText());
        api.operations.becomes(id, OperationState.WAITING);
        var waiting = Served.json(api.get("/api/v1/operations/" + id));
        assertThat(waiting.at("/waiting/for").asText()).isEqualTo("CLOUD");
        assertThat(waiting.at("/progress/percent").asInt()).isEqualTo(50);
        api.operations.becomes(id, OperationState.FAILED);
        var response = api.get("/api/v1/operations/" + id);
        var failed = Served.json(response);
        assertThat(failed.at("/error/fault").asText()).isEqualTo("QUOTA");
        assertThat(failed.at("/leftovers/0/kind").asText()).isEqualTo("VOLUME");
        assertThat(failed.get("endedAt").asText()).isEqualTo("1970-01-01T00:00:09.000Z");
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void a_cancel_is_accepted_and_one_that_comes_too_late_is_told_so() {
        var id = Served.json(api.post("/api/v1/servers/s-1/stop", "")).get("id").asText();
        var path = "/api/v1/operations/" + id + "/cancel";
        var response = api.post(path, "");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Served.json(response).get("state").asText()).isEqualTo("CANCELLING");
        api.operations.becomes(new OperationId(id), OperationState.CANCELLED);
        assertThat(api.post(path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void outages_are_listed() {
        var json = Served.json(api.get("/api/v1/outages?state=open"));
        assertThat(json.at("/items/0/number").asInt()).isEqualTo(7);
        assertThat(json.at("/items/0/state").asText()).isEqualTo("CLEARED");
        assertThat(api.servers.lastFilter.name()).isEqualTo("OPEN");
    }

    @Test
    void metrics_are_prometheus_text() {
        var response = api.get("/metrics");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(response.body())
                .contains("dispatcher_up 1\n", "dispatcher_operations_waiting{for=\"TURN\"} 3\n")
                .contains("dispatcher_executor_up{executor=\"gone\"} 0\n");
    }

    @ParameterizedTest
    @CsvSource({"/health/live,live", "/health/ready,ready", "/,Dispatcher"})
    void health_and_the_first_page_are_open_to_everybody(String path, String text) {
        var response = api.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.number() + path)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(text);
    }

    @Test
    void a_problem_has_its_page() {
        assertThat(api.get("/problems/key-reused").body()).contains("422");
        assertThat(api.get("/problems/no-such").statusCode()).isEqualTo(404);
    }
}
