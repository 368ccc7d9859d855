package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Holds answers against an OpenAPI document. It knows what JSON Schema that document uses, and fails at a keyword that it does not know. */
final class OpenApiContract {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "format",
            "enum",
            "const",
            "oneOf",
            "discriminator",
            "required",
            "properties",
            "items",
            "additionalProperties",
            "description",
            "default",
            "examples",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "writeOnly",
            "contentEncoding");

    private final JsonNode document;

    OpenApiContract(String document) {
        try {
            this.document = Served.JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    void holds(HttpResponse<String> response) {
        var request = response.request();
        var type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(wrong(request.method(), request.uri().getRawPath(), response.statusCode(), type, response.body()))
                .as(request.method() + " " + request.uri() + " was answered with " + response.statusCode() + " "
                        + response.body())
                .isEmpty();
    }

    /** What is wrong with an answer; empty when nothing is. */
    List<String> wrong(String method, String path, int status, String type, String body) {
        var item = item(path);
        var isHead = method.equals("HEAD");
        var operation = item.path(isHead ? "get" : method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) { // no such path or method: a problem that no route could describe
            return status == 204 || isHead
                    ? List.of()
                    : check(body, document.at("/components/responses/Problem"), type);
        }
        var response = operation.path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of("the status " + status + " is not described");
        }
        return isHead ? List.of() : check(body, resolve(response), type);
    }

    private JsonNode item(String path) {
        var paths = document.get("paths");
        if (paths.has(path)) {
            return paths.get(path);
        }
        var names = paths.fieldNames();
        while (names.hasNext()) {
            var template = names.next();
            if (path.matches(template.replaceAll("\\{\\w+}", "[^/]+"))) {
                return paths.get(template);
            }
        }
        return document.path("no such path");
    }

    private List<String> check(String body, JsonNode response, String type) {
        var media = type.split(";", 2)[0];
        if (!response.has("content")) {
            return body.isEmpty() ? List.of() : List.of("a body is not described: " + body);
        }
        var schema = response.get("content").path(media).path("schema");
        if (schema.isMissingNode()) {
            return List.of("the type " + media + " is not described");
        }
        if (!media.endsWith("json") || media.contains("ndjson")) {
            return List.of();
        }
        var wrong = new ArrayList<String>();
        try {
            check(Served.JSON.readTree(body), schema, "", wrong);
        } catch (JsonProcessingException e) {
            wrong.add("no JSON");
        }
        return wrong;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void check(JsonNode value, JsonNode schema, String at, List<String> wrong) {
        var rules = resolve(schema);
        rules.fieldNames().forEachRemaining(keyword -> assertThat(KNOWN).contains(keyword));
        if (rules.has("oneOf") && !fitsOne(value, rules.get("oneOf"))) {
            wrong.add(at + " is none of " + rules.get("oneOf") + ": " + value);
        }
        if (rules.path("type").isTextual() && !isOf(value, rules.get("type").asText())) {
            wrong.add(at + " is no " + rules.get("type").asText() + ": " + value);
        }
        if (rules.has("format") && !isFormat(value.asText(), rules.get("format").asText())) {
            wrong.add(at + " is no " + rules.get("format").asText() + ": " + value);
        }
        if (rules.has("enum") && !contains(rules.get("enum"), value)) {
            wrong.add(at + " is none of " + rules.get("enum") + ": " + value);
        }
        if (value.isNumber()
                && (value.asDouble() < rules.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        || value.asDouble() > rules.path("maximum").asDouble(Double.POSITIVE_INFINITY))) {
            wrong.add(at + " is out of range: " + value);
        }
        rules.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                wrong.add(at + "/" + name.asText() + " is missing");
            }
        });
        value.fields().forEachRemaining(field -> {
            var property = rules.path("properties").path(field.getKey());
            var more = rules.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(field.getValue(), property, at + "/" + field.getKey(), wrong);
            } else if (more.isObject()) {
                check(field.getValue(), more, at + "/" + field.getKey(), wrong);
            } else if (more.isBoolean()) {
                wrong.add(at + "/" + field.getKey() + " is not described");
            }
        });
        if (value.isArray() && rules.has("items")) {
            value.forEach(item -> check(item, rules.get("items"), at + "[]", wrong));
        }
    }

    private boolean fitsOne(JsonNode value, JsonNode schemas) {
        int fitting = 0;
        for (var schema : schemas) {
            var wrong = new ArrayList<String>();
            check(value, schema, "", wrong);
            fitting += wrong.isEmpty() ? 1 : 0;
        }
        return fitting == 1;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (var each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFormat(String text, String format) {
        try {
            switch (format) {
                case "date-time" -> Instant.parse(text);
                case "duration" -> Duration.parse(text);
                default -> throw new AssertionError(format);
            }
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new AssertionError(type);
        };
    }
}
