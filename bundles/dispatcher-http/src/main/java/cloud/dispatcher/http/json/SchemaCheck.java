package cloud.dispatcher.http.json;

import cloud.dispatcher.api.RejectedException.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Holds JSON that was sent against its schema, strictly, and says of every place that does not fit what is allowed there. It knows as much
 * of JSON Schema as {@link RecordSchemas} writes. A member that is null is taken as left out, unless its schema allows null.
 */
public final class SchemaCheck {
    private final RecordSchemas schemas;
    private final List<FieldError> errors = new ArrayList<>();

    private SchemaCheck(RecordSchemas schemas) {
        this.schemas = schemas;
    }

    /** What does not fit; empty when all does. */
    public static List<FieldError> errors(JsonNode value, ObjectNode schema, RecordSchemas schemas) {
        var check = new SchemaCheck(schemas);
        check.value(value, schema, "");
        return check.errors;
    }

    private void note(String at, String detail) {
        errors.add(new FieldError(at, detail));
    }

    private void value(JsonNode value, ObjectNode reference, String at) {
        var schema = schemas.resolve(reference);
        if (schema.has("discriminator")) {
            choice(value, schema.get("discriminator"), at);
            return;
        }
        if (schema.path("type").isArray()) {
            scalar(value, schema.get("type"), at);
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(value, schema, at);
            case "array" -> list(value, schema, at);
            case "string" -> text(value, schema, at);
            case "integer" -> whole(value, schema, at);
            case "boolean" -> {
                if (!value.isBoolean()) {
                    note(at, "This must be true or false.");
                }
            }
            default -> throw new IllegalStateException("no check for " + schema);
        }
    }

    private void object(JsonNode value, ObjectNode schema, String at) {
        if (!value.isObject()) {
            note(at, at.isEmpty() ? "The body must be a JSON object." : "This must be an object.");
            return;
        }
        var properties = schema.path("properties");
        value.fields().forEachRemaining(member -> {
            var name = member.getKey();
            var place = at + "/" + name.replace("~", "~0").replace("/", "~1");
            if (properties.get(name) instanceof ObjectNode property) {
                if (!member.getValue().isNull()) {
                    value(member.getValue(), property, place);
                }
            } else if (schema.get("additionalProperties") instanceof ObjectNode further) {
                if (name.isBlank() || name.length() > Described.SHORT || !Characters.areSound(name)) {
                    note(place, "A name must be 1 to " + Described.SHORT + " characters, without NUL.");
                }
                value(member.getValue(), further, place);
            } else {
                note(place, "There is no field of this name here.");
            }
        });
        for (var name : schema.path("required")) {
            if (value.path(name.asText()).isMissingNode()
                    || value.path(name.asText()).isNull()) {
                var property = schemas.resolve((ObjectNode) properties.get(name.asText()));
                note(
                        at + "/" + name.asText(),
                        property.path("type").asText().equals("string") ? "This text is needed." : needed(property));
            }
        }
    }

    private static String needed(ObjectNode schema) {
        return schema.has("maxItems") ? items(schema) : "This is needed.";
    }

    private void list(JsonNode value, ObjectNode schema, String at) {
        if (!value.isArray()
                || value.size() < schema.path("minItems").asInt(0)
                || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            note(at, items(schema));
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            value(value.get(i), (ObjectNode) schema.get("items"), at + "/" + i);
        }
    }

    private static String items(ObjectNode schema) {
        return schema.has("maxItems")
                ? "This must be a list of " + schema.get("minItems") + " to " + schema.get("maxItems") + "."
                : "This must be a list.";
    }

    private void text(JsonNode value, ObjectNode schema, String at) {
        if (!value.isTextual()) {
            note(at, "This must be a text.");
        } else if (schema.has("enum")) {
            word(value, schema.get("enum"), at);
        } else if (schema.has("minLength") && value.textValue().isBlank()) {
            note(at, "This must not be blank; leave it out where it is not needed.");
        } else if (value.textValue().length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            note(at, "This must not be longer than " + schema.get("maxLength") + " characters.");
        } else if (!Characters.areSound(value.textValue())) {
            note(at, Characters.UNSOUND);
        } else if (schema.has("contentEncoding") && !isBase64(value.textValue())) {
            note(at, "This must be Base64 (RFC 4648, 4), without line breaks.");
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0 && text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void word(JsonNode value, JsonNode words, String at) {
        var all = new ArrayList<String>();
        words.forEach(word -> all.add(word.asText()));
        if (!all.contains(value.textValue())) {
            note(at, "This must be one of " + String.join(", ", all) + ".");
        }
    }

    private void whole(JsonNode value, ObjectNode schema, String at) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            note(at, "This must be a whole number from " + least + " to " + most + ".");
        }
    }

    /** One of several types, none of which has members. */
    private void scalar(JsonNode value, JsonNode types, String at) {
        if (value.isNull()) {
            var words = new ArrayList<String>();
            types.forEach(type -> words.add(type.asText()));
            if (!words.contains("null")) {
                note(at, "This must not be null.");
            }
        } else if (!value.isValueNode()) {
            note(at, "This must be a text.");
        } else if (!Characters.areSound(value.asText())) {
            note(at, Characters.UNSOUND);
        }
    }

    private void choice(JsonNode value, JsonNode discriminator, String at) {
        if (!value.isObject()) {
            note(at, "This must be an object.");
            return;
        }
        var property = discriminator.get("propertyName").asText();
        var mapping = discriminator.get("mapping");
        var word = value.path(property);
        var reference = mapping.get(word.asText());
        if (word.isTextual() && reference != null) {
            value(value, ApiJson.object().set("$ref", reference), at);
            return;
        }
        var words = new ArrayList<String>();
        mapping.fieldNames().forEachRemaining(words::add);
        note(at + "/" + property, "This must be one of " + String.join(", ", words) + ".");
    }
}
