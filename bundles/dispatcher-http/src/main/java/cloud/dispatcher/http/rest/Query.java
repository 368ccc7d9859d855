package cloud.dispatcher.http.rest;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.json.Characters;
import cloud.dispatcher.http.json.SchemaCheck;
import cloud.dispatcher.http.rest.Problem.BadPlace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters after the question mark. */
final class Query {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws RefusedException when an escape is broken */
    static Query parse(@Nullable String raw) {
        var values = new TreeMap<String, List<String>>();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return new Query(values);
    }

    private static String decode(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (Characters.areSound(decoded)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // answered below: the same as a character that is not allowed
        }
        throw new RefusedException(
                ProblemKind.INVALID_REQUEST, "The query holds a broken escape: write % as %25, and no %00.");
    }

    /**
     * As one object with every parameter's default.
     *
     * @throws RefusedException for a name that the route does not know and a value that does not fit
     */
    ObjectNode read(Route route) {
        var schema = route.query();
        var properties = schema.path("properties");
        var json = ApiJson.object();
        properties.fields().forEachRemaining(property -> {
            if (property.getValue().has("default")) {
                json.set(property.getKey(), property.getValue().get("default"));
            }
        });
        values.forEach((name, given) -> {
            if (!properties.has(name)) {
                var known = new ArrayList<String>();
                properties.fieldNames().forEachRemaining(known::add);
                throw RefusedException.parameter(
                        name,
                        "There is no such parameter here; there are: "
                                + (known.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ", known.stream().sorted().toList()))
                                + ".");
            }
            json.set(name, value(name, given, properties.get(name)));
        });
        var errors = SchemaCheck.errors(json, schema, Route.SCHEMAS);
        if (!errors.isEmpty()) {
            throw new RefusedException(Problem.of(errors.stream()
                    .map(error -> new BadPlace(null, error.pointer().split("/")[1], null, error.detail()))
                    .toList()));
        }
        return json;
    }

    private static JsonNode value(String name, List<String> given, JsonNode schema) {
        if (schema.path("type").asText().equals("array")) {
            return list(given, schema.get("items"));
        }
        if (given.size() > 1) {
            throw RefusedException.parameter(name, "This may be given once only.");
        }
        if (given.get(0).isBlank()) {
            throw RefusedException.parameter(name, "This needs a value.");
        }
        return scalar(given.get(0), schema);
    }

    /** Several values: the parameter repeated, or words with commas between. */
    private static ArrayNode list(List<String> given, JsonNode schema) {
        var list = ApiJson.object().putArray("list");
        for (var value : given) {
            for (var each : schema.has("enum") ? value.split(",", -1) : new String[] {value}) {
                list.add(scalar(each, schema));
            }
        }
        return list;
    }

    /** A text that means a value of the schema as that value; anything else stays a text, which the check refuses. */
    private static JsonNode scalar(String text, JsonNode schema) {
        var type = schema.path("type").asText();
        var isLiteral = (type.equals("boolean") && (text.equals("true") || text.equals("false")))
                || (type.equals("integer") && WHOLE.matcher(text).matches());
        if (isLiteral) {
            return type.equals("boolean") ? ApiJson.tree(text.equals("true")) : ApiJson.tree(Long.parseLong(text));
        }
        for (var word : schema.path("enum")) {
            if (word.asText().equalsIgnoreCase(text)) {
                return word;
            }
        }
        return ApiJson.tree(text);
    }

    /** All of it as it was sent without one parameter, for the canonical form of a request. */
    Map<String, List<String>> without(String name) {
        var rest = new TreeMap<>(values);
        rest.remove(name);
        return rest;
    }
}
