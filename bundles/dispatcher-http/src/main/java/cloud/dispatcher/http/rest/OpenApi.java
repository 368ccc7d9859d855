package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.rest.Problem.ProblemView;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of a table of routes: it tells what they declare, and nothing of it is written by hand. */
public final class OpenApi {
    private static final Pattern PATH_NAME = Pattern.compile("\\{(\\w+)}");
    private static final Map<Integer, Map<String, String>> PROBLEM_HEADERS = Map.of(
            401, Map.of("WWW-Authenticate", "How to authenticate (RFC 6750)."),
            410, Map.of("Link", "Where to go on."),
            429, Map.of("Retry-After", "Seconds."),
            503, Map.of("Retry-After", "Seconds."));

    private OpenApi() {}

    public static String document(List<Route> routes) {
        var document = ApiJson.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Dispatcher")
                .put("version", "1")
                .put(
                        "description",
                        "The heart of a multi-cloud provisioning system: accepts actions durably, carries them out,"
                                + " and shows how it goes. Every answer has `X-Request-Id`, the one that was sent if it is"
                                + " sane.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("security").addObject().putArray("token");
        var paths = document.putObject("paths");
        routes.forEach(route -> paths.withObject(
                        "/" + route.template().replace("~", "~0").replace("/", "~1"))
                .set(route.method().toLowerCase(Locale.ROOT), operation(route)));
        var components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The administrator's token lies in var/admin.token.");
        problems(components.putObject("responses"));
        var schemas = components.putObject("schemas");
        Route.SCHEMAS.components().forEach((name, schema) -> {
            if (!name.endsWith("Query")) { // a query's components are parameters
                schemas.set(name, schema);
            }
        });
        return ApiJson.write(document);
    }

    private static ObjectNode operation(Route route) {
        var json = ApiJson.object().put("operationId", route.name()).put("summary", route.summary());
        var parameters = json.putArray("parameters");
        var names = PATH_NAME.matcher(route.template());
        while (names.find()) {
            parameters.add(parameter("path", names.group(1), string()).put("required", true));
        }
        route.query()
                .path("properties")
                .fields()
                .forEachRemaining(each -> parameters.add(
                        parameter("query", each.getKey(), each.getValue().deepCopy())));
        route.headers()
                .forEach((name, description) ->
                        parameters.add(parameter("header", name, string().put("description", description))));
        if (parameters.isEmpty()) {
            json.remove("parameters");
        }
        var body = route.body();
        if (body != null) {
            var request = json.putObject("requestBody")
                    .put("required", Route.SCHEMAS.resolve(body).has("required"));
            route.consumes()
                    .forEach(type ->
                            request.withObject("/content").putObject(type).set("schema", body));
        }
        if (route.access() == Route.Access.OPEN) {
            json.putArray("security");
        }
        return json.set("responses", responses(route));
    }

    private static ObjectNode string() {
        return ApiJson.object().put("type", "string");
    }

    private static ObjectNode parameter(String in, String name, ObjectNode schema) {
        var json = ApiJson.object().put("name", name).put("in", in);
        if (schema.has("description")) {
            json.set("description", schema.remove("description"));
        }
        return json.set("schema", schema);
    }

    private static ObjectNode responses(Route route) {
        var json = ApiJson.object();
        var byStatus = new TreeMap<Integer, List<Route.Response>>();
        route.responses()
                .forEach(each -> byStatus.computeIfAbsent(each.status(), any -> new ArrayList<>())
                        .add(each));
        byStatus.forEach((status, all) -> json.set(String.valueOf(status), response(all)));
        for (int status : problemStatuses(route)) {
            if (!json.has(String.valueOf(status))) {
                json.putObject(String.valueOf(status)).put("$ref", "#/components/responses/Problem" + status);
            }
        }
        json.putObject("default").put("$ref", "#/components/responses/Problem");
        return json;
    }

    /** The answers of one status: of several media types, or of one that may hold one thing or another. */
    private static ObjectNode response(List<Route.Response> all) {
        var json = ApiJson.object()
                .put(
                        "description",
                        String.join(
                                " Or: ",
                                all.stream().map(Route.Response::description).toList()));
        for (var each : all) {
            each.headers()
                    .forEach((name, description) -> json.withObject("/headers")
                            .set(
                                    name,
                                    ApiJson.object()
                                            .put("description", description)
                                            .set("schema", string())));
            if (each.type() != null && each.schema() != null) {
                var content = json.withObject("/content");
                var type = each.type().split(";", 2)[0];
                var before = content.path(type).path("schema");
                if (before.isMissingNode()) {
                    content.putObject(type).set("schema", each.schema());
                } else {
                    var either = ApiJson.object();
                    either.putArray("oneOf").add(before).add(each.schema());
                    content.putObject(type).set("schema", either);
                }
            }
        }
        return json;
    }

    private static Collection<Integer> problemStatuses(Route route) {
        var statuses = new TreeSet<>(List.of(400, 406, 500, 503));
        if (route.access() == Route.Access.TOKEN) {
            statuses.addAll(List.of(401, 429));
        }
        if (route.template().contains("{")) {
            statuses.add(404);
        }
        if (route.body() != null) {
            statuses.addAll(List.of(408, 413, 415));
        }
        route.problems().forEach(kind -> statuses.add(kind.status()));
        return statuses;
    }

    /** One response for each status that a problem has, and one for any other. */
    private static void problems(ObjectNode responses) {
        var schema = Route.SCHEMAS.of(ProblemView.class);
        responses.set("Problem", problem("Refused, with what to do.", schema));
        for (var kind : ProblemKind.values()) {
            var name = "Problem" + kind.status();
            var text = kind.title() + ". " + kind.advice();
            if (responses.get(name) instanceof ObjectNode other) {
                other.put("description", other.get("description").asText() + " Or: " + text);
                continue;
            }
            var json = problem(text, schema);
            PROBLEM_HEADERS
                    .getOrDefault(kind.status(), Map.of())
                    .forEach((header, description) -> json.withObject("/headers")
                            .set(
                                    header,
                                    ApiJson.object()
                                            .put("description", description)
                                            .set("schema", string())));
            responses.set(name, json);
        }
    }

    private static ObjectNode problem(String description, ObjectNode schema) {
        var json = ApiJson.object().put("description", description);
        json.withObject("/content").putObject(Problem.TYPE).set("schema", schema);
        return json;
    }
}
