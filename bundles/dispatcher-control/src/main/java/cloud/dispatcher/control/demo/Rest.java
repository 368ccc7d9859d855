package cloud.dispatcher.control.demo;

import cloud.dispatcher.control.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/** Speaks to the REST API with an administrator's token. */
final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;
    private final String token;

    /** An answer of the 200s. */
    record Reply(int status, Json body) {}

    Rest(String base, String token) {
        this.base = base;
        this.token = token;
    }

    Json get(String path) throws DemoException, InterruptedException {
        return send(request(path).GET().build()).body();
    }

    /** Posts, with a key of its own: a repetition would be harmless. */
    Reply post(String path, String json) throws DemoException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest request) throws DemoException, InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            var body = response.body().isBlank() ? Json.read("{}") : Json.read(response.body());
            if (response.statusCode() >= 300) {
                throw new DemoException(request.method() + " " + request.uri().getPath() + " was answered "
                        + response.statusCode() + ": " + body.text("detail"));
            }
            return new Reply(response.statusCode(), body);
        } catch (IOException | IllegalArgumentException e) {
            throw new DemoException(base + " does not answer as it should: " + e, e);
        }
    }
}
