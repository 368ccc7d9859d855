package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The document and the service tell the same. */
@TestInstance(Lifecycle.PER_CLASS)
final class OpenApiTest {
    private Served api;
    private JsonNode document;

    @BeforeAll
    void open() {
        api = Served.open();
        api.accounts.has("demo");
        api.servers.has(2);
        api.events.happens("server.changed", null, null);
        document = Served.json(api.get("/api/v1/openapi.json"));
    }

    @AfterAll
    void close() {
        api.close();
    }

    private JsonNode described(Route route) {
        return document.path("paths").path(route.template()).path(route.method().toLowerCase(Locale.ROOT));
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() {
        var served = new TreeSet<String>();
        api.routes.forEach(route -> served.add(route.method().toLowerCase(Locale.ROOT) + " " + route.template()));
        var described = new TreeSet<String>();
        document.get("paths")
                .fields()
                .forEachRemaining(
                        path -> names(path.getValue()).forEach(method -> described.add(method + " " + path.getKey())));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void every_route_has_the_parameters_bodies_and_types_that_are_described() {
        for (var route : api.routes) {
            var operation = described(route);
            var query = new TreeSet<String>();
            operation.path("parameters").forEach(parameter -> {
                if (parameter.get("in").asText().equals("query")) {
                    query.add(parameter.get("name").asText());
                }
            });
            assertThat(query).as(route.template()).isEqualTo(names(route.query().path("properties")));
            assertThat(names(operation.at("/requestBody/content")))
                    .as(route.template())
                    .isEqualTo(new TreeSet<>(route.consumes()));
            assertThat(operation.has("security")).as(route.template()).isEqualTo(route.access() == Route.Access.OPEN);
            var types = new TreeSet<String>();
            operation.get("responses").forEach(response -> types.addAll(names(response.path("content"))));
            var produced = new TreeSet<String>();
            route.produces().forEach(type -> produced.add(type.split(";", 2)[0]));
            produced.removeIf(type -> types.isEmpty()); // 204
            assertThat(types).as(route.template()).isEqualTo(produced);
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = document.findValuesAsText("$ref");
        assertThat(references)
                .isNotEmpty()
                .allMatch(each -> document.at(each.substring(1)).isObject());
    }

    /** {@link Served#send} holds each answer against the document. */
    @Test
    void what_is_read_is_as_described() {
        for (var path : List.of("status", "executors", "accounts", "servers", "operations", "events", "outages")) {
            assertThat(api.get("/api/v1/" + path).statusCode()).isEqualTo(200);
        }
        for (var path : List.of("accounts/a-1", "accounts/a-1/catalog", "servers/s-0", "openapi.json")) {
            assertThat(api.get("/api/v1/" + path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void every_state_of_an_operation_is_as_described() {
        var id = Served.json(api.post("/api/v1/servers/s-0/stop", "")).get("id").asText();
        for (var state : OperationState.values()) {
            api.operations.becomes(new OperationId(id), state);
            assertThat(api.get("/api/v1/operations/" + id).statusCode()).isEqualTo(200);
            assertThat(api.post("/api/v1/operations/" + id + "/cancel?dryRun=true", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** What a launch may say is what the document says that it may. */
    @Test
    void the_fields_of_requests_are_those_that_are_described() {
        var bad = new ArrayList<String>();
        names(document.at("/components/schemas/Launch/properties")).forEach(name -> {
            var body = "{\"" + name + "\":null}";
            var pointers = Served.json(api.post("/api/v1/servers", body)).findValuesAsText("detail");
            if (pointers.stream().anyMatch(detail -> detail.contains("no field of this name"))) {
                bad.add(name);
            }
        });
        assertThat(bad).isEmpty();
    }

    @Test
    void an_answer_that_is_not_described_is_noticed() {
        var contract = new OpenApiContract(document.toString());
        assertThat(contract.wrong("GET", "/api/v1/accounts/a", 200, "application/json", "{\"id\":\"a\",\"x\":1}"))
                .contains("/x is not described", "/version is missing");
        assertThat(contract.wrong("GET", "/api/v1/accounts/a", 202, "application/json", "{}"))
                .isNotEmpty();
        assertThat(contract.wrong("GET", "/api/v1/accounts/a", 200, "text/plain", ""))
                .isNotEmpty();
        assertThat(contract.wrong(
                        "GET", "/api/v1/outages", 200, "application/json", "{\"items\":[{\"number\":\"7\"}]}"))
                .anyMatch(each -> each.contains("is no integer"));
    }

    /** As good as one written by hand: nothing that a reader needs is left to guess. */
    @Test
    void every_operation_tells_what_it_does_what_it_answers_and_how_it_is_refused() {
        var ids = new TreeSet<String>();
        api.routes.forEach(route -> {
            var operation = described(route);
            assertThat(ids.add(operation.get("operationId").asText())).isTrue();
            assertThat(operation.get("summary").asText()).isNotBlank();
            operation.get("responses").fields().forEachRemaining(response -> {
                var answer = response.getValue();
                assertThat(answer.has("$ref")
                                || !answer.path("description").asText().isBlank())
                        .as(route.template() + " " + response.getKey())
                        .isTrue();
            });
            var isChange = !route.method().equals("GET");
            assertThat(operation.at("/responses/409").isMissingNode()).isEqualTo(!isChange);
            assertThat(operation.has("requestBody")).isEqualTo(isChange);
        });
        assertThat(document.at("/components/schemas/Launch/required").toString())
                .isEqualTo("[\"account\",\"name\",\"size\",\"image\"]");
        assertThat(document.at("/components/schemas/Server/properties/state/enum"))
                .hasSize(12);
        assertThat(document.at("/components/schemas/Operation/properties/deadline/format")
                        .asText())
                .isEqualTo("date-time");
        assertThat(document.at("/components/schemas/LaunchAction/properties/action/enum")
                        .toString())
                .isEqualTo("[\"launch\"]");
        assertThat(names(document.at("/components/responses"))).contains("Problem", "Problem422", "Problem503");
    }
}
