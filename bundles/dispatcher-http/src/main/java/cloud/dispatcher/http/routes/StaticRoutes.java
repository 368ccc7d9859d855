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

/** What is always the same: the page, the description of the API, the pages of the problems. */
public final class StaticRoutes implements Subject {
    private static final String PLAIN = "text/plain; charset=utf-8";

    /** The page may use its own files and this API, and nothing else may use the page (CSP Level 3). */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    @Override
    public List<Route> routes() {
        return List.of(
                file("/", "text/html; charset=utf-8", "/page/index.html"),
                file("/page.css", "text/css; charset=utf-8", "/page/page.css"),
                file("/page.js", "text/javascript; charset=utf-8", "/page/page.js"),
                file("/page.svg", "image/svg+xml", "/page/page.svg"),
                Route.get("/api/v1/openapi.json", always(Json.TYPE, "/openapi.json")),
                Route.get("/problems/{name}", this::problem).producing(PLAIN));
    }

    /** A file of the page: for everybody, kept by the browser, which asks each time whether it is still the same. */
    private static Route file(String path, String type, String resource) {
        return Route.get(path, always(type, resource)).producing(type).open();
    }

    private static Route.Handler always(String type, String resource) {
        var answer = Answer.text(type, resource(resource))
                .tagged()
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
        return exchange -> answer;
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

    private Answer problem(Exchange exchange) {
        for (var kind : ProblemKind.values()) {
            if (kind.word().equals(exchange.name("name"))) {
                return Answer.text(PLAIN, kind.title() + " (" + kind.status() + ")\n\n" + kind.advice() + "\n");
            }
        }
        throw new RefusedException(ProblemKind.NOT_FOUND, "There is no problem of this name.");
    }
}
