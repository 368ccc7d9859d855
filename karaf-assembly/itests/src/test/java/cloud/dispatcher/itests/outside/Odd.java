package cloud.dispatcher.itests.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What callers send by mistake or in bad faith: values at, near and far beyond what is allowed. Seeded. */
final class Odd {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1e999999999",
            "99999999999999999999999999",
            "NaN",
            "PT99999999999H",
            "-PT1S",
            "P1Y",
            "true",
            "null",
            "*",
            "'; DROP TABLE operation; --",
            "%s%n%x${jndi:ldap://x}{}",
            "../../../etc/passwd",
            "<script>alert(1)</script>",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udc00\ud800",
            "\ufeff\u202e\u200b",
            "\u00e9\u4e2d\ud83d\ude00",
            "\r\nX-Injected: 1",
            "\"\\\b\f\t",
            "a".repeat(255),
            "a".repeat(256),
            "\ud83d\ude00".repeat(5_000));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "1000",
            "1001",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "1E-400",
            "0.1",
            "123456789012345678901234567890",
            "9".repeat(900),
            "9".repeat(1_500));

    private final Random random;

    Odd(Random random) {
        this.random = random;
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    boolean chance(double of) {
        return random.nextDouble() < of;
    }

    String text() {
        return one(TEXTS);
    }

    /** A JSON value of any kind, as text. */
    String value() {
        return switch (random.nextInt(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> one(NUMBERS);
            case 3 -> "[]";
            case 4 -> "{}";
            case 5 -> "[" + quoted(text()) + ",1,null]";
            case 6 -> nested("[", "]", depth());
            case 7 -> nested("{\"a\":", "}", depth());
            default -> quoted(text());
        };
    }

    private int depth() {
        return one(List.of(3, 100, 999, 1_001, 20_000));
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + "1" + close.repeat(depth);
    }

    /** As JSON writes it, half of a surrogate pair as an escape. */
    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate((char) c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Something that fits a schema of the description. */
    JsonNode fitting(JsonNode document, JsonNode schema) {
        var rules = schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
        if (rules.has("oneOf")) {
            return fitting(document, one(listed(rules.get("oneOf"))));
        }
        if (rules.has("const")) {
            return rules.get("const");
        }
        if (rules.has("enum")) {
            return one(listed(rules.get("enum")));
        }
        return switch (rules.path("type").asText()) {
            case "object" -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                rules.path("properties")
                        .properties()
                        .forEach(property -> object.set(property.getKey(), fitting(document, property.getValue())));
                yield object;
            }
            case "array" -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                yield array.add(fitting(document, rules.path("items")));
            }
            case "integer", "number" -> JsonNodeFactory.instance.numberNode(1);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            default -> JsonNodeFactory.instance.textNode("x");
        };
    }

    private static List<JsonNode> listed(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }

    /** The same with a few members that are odd, away, twice or too many. */
    String mutated(JsonNode body) {
        var members = new ArrayList<String>();
        body.properties().forEach(member -> {
            int count = chance(0.05) ? 2 : chance(0.1) ? 0 : 1;
            for (int i = 0; i < count; i++) {
                members.add(quoted(member.getKey()) + ":" + (chance(0.15) ? value() : inner(member.getValue())));
            }
        });
        if (chance(0.05)) {
            members.add(quoted(text()) + ":" + value());
        }
        return "{" + String.join(",", members) + "}";
    }

    private String inner(JsonNode value) {
        if (value.isObject() && chance(0.3)) {
            return mutated(value);
        }
        return value.toString();
    }

    /** Some of the bytes are others. */
    byte[] damaged(byte[] bytes, int from, int to) {
        var damaged = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && to > from; i--) {
            damaged[from + random.nextInt(to - from)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    int below(int most) {
        return random.nextInt(most);
    }
}
