package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
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
    private Schemas schemas;

    @BeforeAll
    void open() {
        api = Served.open();
        api.accounts.has("demo");
        api.servers.has(2);
        api.events.happens("server.changed", null, null);
        document = Served.json(api.get("/api/v1/openapi.json"));
        schemas = new Schemas(document);
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
            operation.path("parameters").forEach(each -> {
                var parameter = schemas.resolve(each);
                if (parameter.get("in").asText().equals("query")) {
                    query.add(parameter.get("name").asText());
                }
            });
            assertThat(query).as(route.template()).isEqualTo(new TreeSet<>(route.query()));
            assertThat(names(operation.at("/requestBody/content")))
                    .as(route.template())
                    .isEqualTo(new TreeSet<>(route.consumes()));
            assertThat(operation.has("security")).as(route.template()).isEqualTo(route.access() == Route.Access.OPEN);
            var types = new TreeSet<String>();
            operation.get("responses").fields().forEachRemaining(response -> {
                if (!response.getKey().equals("default")) {
                    types.addAll(names(response.getValue().path("content")));
                }
            });
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

    private void holds(String method, String template, HttpResponse<String> response) {
        var described = document.path("paths").path(template).path(method).path("responses");
        var status = String.valueOf(response.statusCode());
        var body = schemas.resolve(described.has(status) ? described.get(status) : described.get("default"));
        var type = response.headers().firstValue("Content-Type").orElseThrow().split(";", 2)[0];
        var schema = body.path("content").path(type).path("schema");
        assertThat(schema.isObject()).as(template + " " + status + " " + type).isTrue();
        assertThat(schemas.check(Served.json(response), schema))
                .as(response.body())
                .isEmpty();
    }

    @Test
    void what_is_read_is_as_described() {
        for (var path : List.of("status", "executors", "accounts", "servers", "operations", "events", "outages")) {
            holds("get", "/api/v1/" + path, api.get("/api/v1/" + path));
        }
        holds("get", "/api/v1/accounts/{id}", api.get("/api/v1/accounts/a-1"));
        holds("get", "/api/v1/accounts/{id}/catalog", api.get("/api/v1/accounts/a-1/catalog"));
        holds("get", "/api/v1/servers/{id}", api.get("/api/v1/servers/s-0"));
        holds("get", "/health/ready", api.get("/health/ready"));
    }

    @Test
    void what_is_changed_is_as_described() {
        var launch = "{\"account\":\"a-1\",\"name\":\"n\",\"size\":\"s\",\"image\":\"i\",\"reason\":\"r\"}";
        holds("post", "/api/v1/servers", api.post("/api/v1/servers", launch));
        holds("post", "/api/v1/servers", api.post("/api/v1/servers?dryRun=true", launch));
        holds("post", "/api/v1/servers/{id}/stop", api.post("/api/v1/servers/s-0/stop", ""));
        holds("delete", "/api/v1/servers/{id}", api.change("DELETE", "/api/v1/servers/s-0?dryRun=true", ""));
        var account = "{\"name\":\"n\",\"executor\":\"simulator\"}";
        holds("post", "/api/v1/accounts", api.post("/api/v1/accounts?dryRun=true", account));
        var one = "/api/v1/accounts/{id}";
        holds("patch", one, api.change("PATCH", "/api/v1/accounts/a-1?dryRun=true", "{\"name\":\"m\"}"));
        holds("delete", one, api.change("DELETE", "/api/v1/accounts/a-1?dryRun=true", ""));
        holds("post", "/api/v1/accounts", api.post("/api/v1/accounts", account));
        holds("patch", "/api/v1/accounts/{id}", api.change("PATCH", "/api/v1/accounts/a-1", "{\"name\":\"m\"}"));
    }

    @Test
    void every_state_of_an_operation_is_as_described() {
        var id = Served.json(api.post("/api/v1/servers/s-0/stop", "")).get("id").asText();
        for (var state : OperationState.values()) {
            api.operations.becomes(new OperationId(id), state);
            holds("get", "/api/v1/operations/{id}", api.get("/api/v1/operations/" + id));
            var cancel = "/api/v1/operations/" + id + "/cancel?dryRun=true";
            holds("post", "/api/v1/operations/{id}/cancel", api.post(cancel, ""));
        }
    }

    @Test
    void problems_are_as_described() {
        holds("get", "/api/v1/servers", api.get("/api/v1/servers?limit=0"));
        holds("post", "/api/v1/servers", api.post("/api/v1/servers", "{\"x\":1}"));
        holds("get", "/api/v1/servers/{id}", api.get("/api/v1/servers/none"));
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
}
