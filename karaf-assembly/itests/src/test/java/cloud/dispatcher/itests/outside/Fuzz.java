package cloud.dispatcher.itests.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Requests of every route that the description names, with something odd about each. None of them may change anything: what asks for a
 * change is a dry run, or holds a field that there is not.
 */
final class Fuzz {
    private static final String POISON = "noSuchField";
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PROPFIND", "A".repeat(40));
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-16",
            "application/json; charset=x",
            "application/json; charset=\"",
            "application/json;charset=;charset=utf-8",
            "text/html; charset=\u00ff",
            "application/merge-patch+json",
            "application/xml",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "*/*",
            "application/*;q=0.5, text/event-stream;q=abc",
            "text/event-stream",
            "application/x-ndjson",
            "application/json;q=0",
            ";;;,,,",
            "");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "X-Request-Id",
            "Expect",
            "Range",
            "Cookie",
            "Content-Encoding",
            "X-Forwarded-For",
            "X-Forwarded-Prefix",
            "X-Forwarded-Port",
            "Forwarded",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "If-Modified-Since",
            "Date",
            "Content-Language",
            "Connection",
            "Keep-Alive",
            "X-HTTP-Method-Override",
            "Upgrade",
            "TE",
            "Origin");

    private final JsonNode document;
    private final Map<String, String> ids;
    private final List<String> settings;
    private final String token;
    private final Odd odd;
    private final List<Map.Entry<String, String>> routes = new ArrayList<>();

    /**
     * @param ids something that is there, by the plural that its path begins with
     * @param settings those that an account has
     */
    Fuzz(JsonNode document, Map<String, String> ids, List<String> settings, String token, Random random) {
        this.document = document;
        this.ids = ids;
        this.settings = settings;
        this.token = token;
        this.odd = new Odd(random);
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> routes.add(Map.entry(method.toUpperCase(Locale.ROOT), path.getKey()))));
    }

    /** One request, whole and well-formed as far as HTTP goes. */
    byte[] request() {
        var route = odd.one(routes);
        var described =
                document.get("paths").get(route.getValue()).get(route.getKey().toLowerCase(Locale.ROOT));
        var method = odd.chance(0.06) ? odd.one(METHODS) : route.getKey();
        boolean isChange = !method.equals("GET") || !route.getKey().equals("GET");
        boolean isPoisoned = described.has("requestBody") && odd.chance(0.3);
        var body = body(described, isPoisoned);
        var target = target(route.getValue(), described, isChange && !isPoisoned);
        return bytes(method, target, headers(body), body);
    }

    private byte[] bytes(String method, String target, List<String> headers, byte[] body) {
        var head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        var first = head.getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        return whole;
    }

    private String target(String template, JsonNode described, boolean isDry) {
        var kind = template.replaceFirst("^(/api/v1)?/([a-z]*).*", "$2");
        var id = odd.chance(0.3) ? escaped(odd.text()) : ids.getOrDefault(kind, "conflict");
        var path = template.replace("{id}", id).replace("{name}", id);
        if (odd.chance(0.03)) {
            path += odd.one(List.of("/", "/.", "//", "/%2e%2e", "/%ff%fe", ";x=y", "%00", "/a%2Fb"));
        }
        var query = new ArrayList<String>();
        if (isDry) {
            query.add("dryRun=true");
        }
        for (var each : described.path("parameters")) {
            var parameter =
                    each.has("$ref") ? document.at(each.get("$ref").asText().substring(1)) : each;
            var name = parameter.get("name").asText();
            if (parameter.get("in").asText().equals("query") && !name.equals("dryRun") && odd.chance(0.2)) {
                query.add(name + "=" + (odd.chance(0.3) ? fitting(parameter) : escaped(odd.text())));
            }
        }
        if (odd.chance(0.03)) {
            query.add(
                    odd.one(List.of("%", "%zz=1", "=", "&&&", "a=%ff", "x".repeat(3_000), "dryRun=false", "a=\u00e9")));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String fitting(JsonNode parameter) {
        return escaped(odd.fitting(document, parameter.path("schema")).asText());
    }

    private String escaped(String text) {
        return odd.chance(0.02)
                ? "%c0%ae%ff"
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] body(JsonNode described, boolean isPoisoned) {
        var content = described.at("/requestBody/content");
        var schema = content.properties().stream()
                .map(type -> type.getValue().path("schema"))
                .findFirst();
        if (schema.isEmpty()) {
            return new byte[0];
        }
        var fitting = (ObjectNode) odd.fitting(document, schema.get());
        known(fitting);
        if (isPoisoned) {
            var mutated = odd.mutated(fitting);
            return utf8(mutated.substring(0, mutated.length() - 1) + (mutated.length() > 2 ? "," : "") + "\"" + POISON
                    + "\":1}");
        }
        var bytes = utf8(odd.chance(0.1) ? odd.value() : odd.mutated(fitting));
        return odd.chance(0.1)
                ? odd.damaged(bytes, 0, bytes.length)
                : odd.chance(0.01) ? utf8(" ".repeat(1_100_000)) : odd.chance(0.05) ? utf16(bytes) : bytes;
    }

    /** What passes the first look, so that what comes behind is reached too. */
    private void known(ObjectNode body) {
        body.remove("credentials");
        if (body.has("settings")) {
            body.set("settings", settings());
        }
        Map.of(
                        "account", ids.get("accounts"),
                        "server", ids.get("servers"),
                        "executor", "simulator",
                        "size", "small",
                        "image", "debian-12")
                .forEach((name, value) -> {
                    if (body.has(name)) {
                        body.put(name, value);
                    }
                });
        for (var name : List.of("network", "zone", "keyPair")) {
            if (odd.chance(0.8)) {
                body.remove(name);
            }
        }
        body.path("actions").forEach(action -> known((ObjectNode) action));
    }

    private JsonNode settings() {
        var object = JsonNodeFactory.instance.objectNode();
        while (odd.chance(0.4)) {
            object.put(odd.one(settings), odd.text());
        }
        return object;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] utf16(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
    }

    private List<String> headers(byte[] body) {
        var headers = new ArrayList<String>();
        headers.add("Authorization: " + (odd.chance(0.03) ? line(odd.text()) : "Bearer " + token));
        if (body.length > 0) {
            headers.add("Content-Type: " + (odd.chance(0.05) ? odd.one(MEDIA_TYPES) : "application/json"));
            headers.add("Content-Length: " + body.length);
        }
        if (odd.chance(0.05) && !headers.isEmpty()) {
            headers.add(odd.one(headers)); // twice: refused, or the same as once
        }
        while (odd.chance(0.3)) {
            var name = odd.one(HEADERS);
            headers.add(name + ": "
                    + (name.startsWith("Accept") || name.startsWith("Content-")
                            ? odd.one(MEDIA_TYPES)
                            : line(odd.text())));
        }
        return headers;
    }

    /** What may stand in one line of a head; what may not is for {@link BrokenWire}. */
    private static String line(String text) {
        return text.replaceAll("[\r\n\u0000]", "").replaceAll("[^\\x20-\\x7e]", "\u00ff");
    }
}
