package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks through the API of the running product, as its own description tells it. */
class ApiWalkIT {
    private static final Set<String> OPEN =
            Set.of("/", "/page.css", "/page.js", "/page.svg", "/health/live", "/health/ready");

    private static Distribution distribution;
    private static Api api;
    private static JsonNode description;
    private static Map<String, String> names;

    @BeforeAll
    static void startWithOneOfEverything() throws IOException {
        distribution = Distribution.unpack("ApiWalkIT");
        api = distribution.start();
        description = api.get("/api/v1/openapi.json").good();
        var account =
                api.account("walked", "simulator", Map.of("bootTime", "PT0.1S", "port", distribution.simulatedPort()));
        var operation = api.over(api.launch(Api.server(account, "walked", "small", "debian-12")));
        names = Map.of(
                "accounts",
                account,
                "servers",
                operation.get("server").asText(),
                "operations",
                operation.get("id").asText(),
                "problems",
                "conflict");
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @TestFactory
    Stream<DynamicTest> every_route_that_is_described_answers_as_described() {
        return forEveryRoute(ApiWalkIT::answersAsDescribed);
    }

    @TestFactory
    Stream<DynamicTest> no_route_but_health_and_the_page_answers_without_a_token() {
        var stranger = new Api(distribution.port(), "");
        return forEveryRoute((method, template) -> assertThat(
                        ask(method, path(template), stranger).status())
                .isEqualTo(OPEN.contains(template) ? 200 : 401));
    }

    private interface Walk {
        void visit(String method, String template) throws IOException;
    }

    private static Stream<DynamicTest> forEveryRoute(Walk walk) {
        return description.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(Map.Entry::getKey)
                        .map(method -> dynamicTest(
                                method + " " + path.getKey(),
                                () -> walk.visit(method.toUpperCase(Locale.ROOT), path.getKey()))));
    }

    /** An empty body is refused where one is needed, and that is an answer too; nothing is missing, and nothing breaks. */
    private static void answersAsDescribed(String method, String template) throws IOException {
        var answer = ask(method, path(template), api);

        assertThat(answer.status()).as(answer.text()).isNotIn(401, 404, 405).isLessThan(500);
        var described = description
                .get("paths")
                .get(template)
                .get(method.toLowerCase(Locale.ROOT))
                .get("responses");
        assertThat(described.has(Integer.toString(answer.status())) || described.has("default"))
                .as("%d is described", answer.status())
                .isTrue();
    }

    @Test
    void the_main_routes_are_described() {
        assertThat(description.get("paths").fieldNames())
                .toIterable()
                .contains(
                        "/api/v1/status",
                        "/api/v1/executors",
                        "/api/v1/accounts",
                        "/api/v1/accounts/{id}/catalog",
                        "/api/v1/servers",
                        "/api/v1/servers/{id}",
                        "/api/v1/servers/{id}/pause",
                        "/api/v1/operations",
                        "/api/v1/operations/{id}/cancel",
                        "/api/v1/events",
                        "/api/v1/outages",
                        "/metrics");
    }

    @Test
    void a_server_goes_through_all_its_states() throws IOException {
        var launched = api.over(api.launch(Api.server("walked", "changed", "small", "debian-12")));
        var server = launched.get("server").asText();
        var expected = Map.ofEntries(
                entry("pause", "PAUSED"),
                entry("resume", "RUNNING"),
                entry("reboot", "RUNNING"),
                entry("stop", "STOPPED"),
                entry("start", "RUNNING"));
        for (var action : new String[] {"pause", "resume", "reboot", "stop", "start"}) {
            var accepted = api.post("/api/v1/servers/" + server + "/" + action, Map.of());
            assertThat(accepted.status()).as(action + accepted.text()).isEqualTo(202);
            api.over(accepted.body().get("id").asText());
            assertThat(api.get("/api/v1/servers/" + server).good().get("state").asText())
                    .as(action)
                    .isEqualTo(expected.get(action));
        }
    }

    private static Api.Answer ask(String method, String path, Api as) throws IOException {
        var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
        var request = as.request(path).method(method, body);
        return as.send(method.equals("GET") ? request : request.header("Content-Type", "application/json"));
    }

    /** Of the thing that was made. */
    private static String path(String template) {
        var kind = template.replaceFirst("^(/api/v1)?/([a-z]*).*", "$2");
        return template.replaceAll("\\{[^}]*}", names.getOrDefault(kind, "none"));
    }
}
