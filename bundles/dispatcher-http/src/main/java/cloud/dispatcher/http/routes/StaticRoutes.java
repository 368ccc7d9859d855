package cloud.dispatcher.http.routes;

import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.OpenApi;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is always the same: the page, the description of the API, the pages of the problems. */
public final class StaticRoutes implements RouteGroup {
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

    private final Supplier<List<Route>> all;
    private Answer.@Nullable Whole document;

    /** @param all every route that is served, these included; asked for with the first request for the description */
    public StaticRoutes(Supplier<List<Route>> all) {
        this.all = all;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                file("/", "first", "The page", "text/html; charset=utf-8", "/page/index.html"),
                file("/page.css", "pageStyle", "The page: its style", "text/css; charset=utf-8", "/page/page.css"),
                file(
                        "/page.js",
                        "pageModule",
                        "The page: its module",
                        "text/javascript; charset=utf-8",
                        "/page/page.js"),
                file("/page.svg", "pageIcon", "The page: its icon", "image/svg+xml", "/page/page.svg"),
                tagged(Route.get("/api/v1/openapi.json", "openapi", "This document", this::openApi)
                        .answers(
                                200,
                                "OpenAPI 3.1",
                                ApiJson.TYPE,
                                ApiJson.object().put("type", "object"))),
                Route.get("/problems/{name}", "problem", "What a problem means and what to do", this::problem)
                        .answers(200, "A page", PLAIN));
    }

    /** A file of the page: for everybody, kept by the browser, which asks each time whether it is still the same. */
    private static Route file(String path, String name, String summary, String type, String resource) {
        var answer = always(type, resource(resource));
        return tagged(Route.get(path, name, summary, exchange -> answer).answers(200, "A file", type))
                .open();
    }

    private static Route tagged(Route route) {
        return route.header("If-None-Match", "The ETag that was seen: 304 while it is the same.")
                .with("ETag", "Its version.")
                .answers(304, "It is as If-None-Match names it.", null, null);
    }

    private static Answer.Whole always(String type, String text) {
        return Answer.text(type, text)
                .tagged()
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer");
    }

    /** Made with the first request: a start has no time for it. */
    private synchronized Answer openApi(Exchange exchange) {
        if (document == null) {
            document = always(ApiJson.TYPE, OpenApi.document(all.get()));
        }
        return document;
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
