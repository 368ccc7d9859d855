package cloud.dispatcher.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against the schemas of the OpenAPI document, as far as that document uses JSON Schema. */
final class Schemas {
    private final JsonNode document;

    Schemas(JsonNode document) {
        this.document = document;
    }

    /** What is wrong; empty when nothing is. */
    List<String> check(JsonNode value, JsonNode schema) {
        var wrong = new ArrayList<String>();
        check(value, schema, "", wrong);
        return wrong;
    }

    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void check(JsonNode value, JsonNode schema, String at, List<String> wrong) {
        var rules = resolve(schema);
        if (rules.has("oneOf") && !fitsOne(value, rules.get("oneOf"))) {
            wrong.add(at + " is none of " + rules.get("oneOf") + ": " + value);
        }
        if (rules.has("type") && !isOf(value, rules.get("type").asText())) {
            wrong.add(at + " is no " + rules.get("type").asText() + ": " + value);
        }
        if (rules.has("const") && !rules.get("const").equals(value)) {
            wrong.add(at + " is not " + rules.get("const"));
        }
        if (rules.has("enum") && !contains(rules.get("enum"), value)) {
            wrong.add(at + " is none of " + rules.get("enum") + ": " + value);
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
            fitting += check(value, schema).isEmpty() ? 1 : 0;
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
