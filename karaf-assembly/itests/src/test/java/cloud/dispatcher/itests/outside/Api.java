package cloud.dispatcher.itests.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The REST API as a script uses it. Whatever keeps it from being asked is an {@link IOException}. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final String token;

    /** An answer; {@code body} is a missing node where it is not JSON. */
    record Answer(int status, JsonNode body, String text, HttpHeaders headers) {
        /** The body of an answer that must be good. */
        JsonNode good() {
            if (status / 100 != 2) {
                throw new AssertionError(status + " " + text);
            }
            return body;
        }
    }

    Api(int port, String token) {
        this.base = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    /** As the administrator of the installation in this folder. */
    static Api of(int port, Path home) {
        try {
            return new Api(
                    port, Files.readString(home.resolve("var/admin.token")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose requests these are. */
    String token() {
        return token;
    }

    HttpClient client() {
        return client;
    }

    /** With the token, unless it is empty. */
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    Answer delete(String path) throws IOException {
        return send(request(path).DELETE());
    }

    /** @param headers names and values in turn */
    Answer post(String path, Object body, String... headers) throws IOException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            boolean isJson = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            var body = isJson ? JSON.readTree(answer.body()) : MissingNode.getInstance();
            return new Answer(answer.statusCode(), body, answer.body(), answer.headers());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes an account and returns its id. */
    String account(String name, String executor, Map<String, String> settings) throws IOException {
        var draft = Map.of("name", name, "executor", executor, "settings", settings, "credentials", Map.of());
        return post("/api/v1/accounts", draft).good().get("id").asText();
    }

    /** What {@code POST /servers} takes. */
    static Map<String, String> server(String account, String name, String size, String image) {
        return Map.of("account", account, "name", name, "size", size, "image", image);
    }

    /** Launches one server and returns the operation's id. */
    String launch(Map<String, String> server) throws IOException {
        return post("/api/v1/servers", server).good().at("/operations/0/id").asText();
    }

    /** The operation, once it is over. */
    JsonNode over(String operation) throws IOException {
        while (true) {
            var now = get("/api/v1/operations/" + operation + "?wait=PT30S").good();
            if (now.hasNonNull("endedAt")) {
                return now;
            }
        }
    }

    /** The verdict of a server's heartbeats. */
    String verdict(String server) throws IOException {
        return get("/api/v1/servers/" + server).good().at("/heartbeat/verdict").asText();
    }

    /** Every item of a list, page after page. */
    List<JsonNode> all(String path) throws IOException {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = get(path + (path.contains("?") ? "&" : "?") + "limit=1000" + cursor)
                    .good();
            page.get("items").forEach(items::add);
            cursor = page.hasNonNull("nextCursor")
                    ? "&cursor=" + page.get("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }
}
