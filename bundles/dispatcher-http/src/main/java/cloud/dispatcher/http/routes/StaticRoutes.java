package cloud.dispatcher.http.routes;

import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** What is always the same: the description of the API, the pages of the problems, the first page. */
public final class StaticRoutes implements Subject {
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String FIRST_PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Dispatcher</title>
            <p>This is Dispatcher. Its API is at <a href="/api/v1/status">/api/v1/</a>, described in /api/v1/openapi.json.
            <p>Every request but /health/live and /health/ready needs <code>Authorization: Bearer &lt;token&gt;</code>.
            </html>
            """;

    private final String openApi;
    private final String tag;

    public StaticRoutes() {
        openApi = resource("/openapi.json");
        var sum = new CRC32C();
        sum.update(openApi.getBytes(StandardCharsets.UTF_8));
        tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
    }

    private static String resource(String name) {
        try (var in = StaticRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/", exchange -> Answer.text(HTML, FIRST_PAGE))
                        .producing(HTML)
                        .open(),
                Route.get(
                        "/api/v1/openapi.json",
                        exchange -> Answer.text(Json.TYPE, openApi).with("ETag", tag)),
                Route.get("/problems/{name}", this::problem).producing(PLAIN));
    }

    private Answer problem(Exchange exchange) {
        for (var kind : ProblemKind.values()) {
            if (kind.word().equals(exchange.name("name"))) {
                return Answer.text(PLAIN, kind.title() + " (" + kind.status() + ")\n\n" + kind.advice() + "\n");
            }
        }
        throw new RefusedException(ProblemKind.NOT_FOUND, "There is no problem of this name.");
    }
}
