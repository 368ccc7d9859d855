package cloud.dispatcher.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value (RFC 8259), read leniently: it comes from our own server. Asking for what is not there gives an empty text, an empty
 * list, or a value of which the same is true.
 */
public final class Json {
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException for what is not JSON */
    public static Json read(String text) {
        var reader = new Reader(text);
        var value = reader.value();
        reader.end();
        return new Json(value);
    }

    public Json get(String name) {
        return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    public List<Json> items() {
        return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
    }

    public String text() {
        return value == null ? "" : value.toString();
    }

    public String text(String name) {
        return get(name).text();
    }

    /** A text between quotes, to be put into a request. */
    public static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        @Nullable
        Object value() {
            return switch (peek()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> word();
            };
        }

        void end() {
            while (at < text.length()) {
                if (!Character.isWhitespace(text.charAt(at++))) {
                    throw new IllegalArgumentException("more after the JSON value");
                }
            }
        }

        private Map<String, @Nullable Object> object() {
            var map = new LinkedHashMap<String, @Nullable Object>();
            take('{');
            while (peek() != '}') {
                var name = string();
                take(':');
                map.put(name, value());
                if (peek() == ',') {
                    take(',');
                }
            }
            take('}');
            return map;
        }

        private List<@Nullable Object> array() {
            var list = new ArrayList<@Nullable Object>();
            take('[');
            while (peek() != ']') {
                list.add(value());
                if (peek() == ',') {
                    take(',');
                }
            }
            take(']');
            return list;
        }

        private String string() {
            take('"');
            var string = new StringBuilder();
            while (true) {
                char c = next();
                if (c == '"') {
                    return string.toString();
                }
                string.append(c == '\\' ? escaped() : c);
            }
        }

        private char escaped() {
            char c = next();
            return switch (c) {
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> (char) Integer.parseInt("" + next() + next() + next() + next(), 16);
                default -> c;
            };
        }

        /** A number stays the text that it is. */
        private @Nullable Object word() {
            int from = at;
            while (at < text.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            var word = text.substring(from, at);
            if (word.isEmpty()) {
                throw new IllegalArgumentException("no JSON value at " + from);
            }
            return word.equals("null") ? null : word;
        }

        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                throw new IllegalArgumentException("the JSON value is cut off");
            }
            return text.charAt(at);
        }

        private void take(char expected) {
            if (peek() != expected) {
                throw new IllegalArgumentException("no " + expected + " at " + at);
            }
            at++;
        }

        private char next() {
            if (at == text.length()) {
                throw new IllegalArgumentException("the JSON value is cut off");
            }
            return text.charAt(at++);
        }
    }
}
