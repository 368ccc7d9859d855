package cloud.dispatcher.http.rest;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.json.SchemaCheck;
import cloud.dispatcher.http.rest.Route.Access;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Answers requests by a table of routes: everything that HTTP asks of every route is done here, once. */
public final class Rest {
    private static final Logger LOG = LoggerFactory.getLogger(Rest.class);

    private final Router router;
    private final Keeper keeper;
    private final Supplier<? extends Limits> limits;
    private final Gate gate;
    private final AuthenticationFailures failures = new AuthenticationFailures();

    /** Knows who a token belongs to. */
    public interface Keeper {
        /** The user, or null for a token that is not known. */
        @Nullable
        String actor(String token);
    }

    /** What a request may take. */
    public interface Limits {
        /** Bytes of a body. */
        int bodyBytes();

        /** How long a body may take to arrive. */
        Duration bodyWithin();
    }

    public Rest(List<Route> routes, Keeper keeper, Supplier<? extends Limits> limits, Gate gate) {
        this.router = new Router(routes);
        this.keeper = keeper;
        this.limits = limits;
        this.gate = gate;
    }

    /** Answers one request, now or later. */
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // Only an answer that was begun and cannot be ended comes here again: what flies out now makes Jetty break
            // the connection.
            throw new EofException("the answer was cut short");
        }
        var id = RequestId.of(request.getHeader(RequestId.HEADER));
        response.setHeader(RequestId.HEADER, id);
        MDC.put(RequestId.LOGGED, id);
        MDC.put("from", Visitor.from(request));
        try {
            if (gate.enter()) {
                enter(request, response, id);
            } else {
                var stopped = Problem.of(
                        ProblemKind.STOPPED,
                        "The dispatcher is being stopped. Start it with bin/dispatcher start.",
                        Map.of("Retry-After", "5", "Connection", "close"));
                Visitor.refused(request, stopped);
                new Sender(request, response, id, () -> {}).whole(stopped.answer(id, Visitor.prefix(request)));
            }
        } finally {
            MDC.remove(RequestId.LOGGED);
            MDC.remove("from");
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, String id) throws IOException {
        var sender = new Sender(request, response, id, gate::leave);
        try {
            answer(request, id).match(sender);
        } finally {
            sender.leaveUnlessLater();
        }
    }

    private Answer answer(HttpServletRequest request, String id) throws IOException {
        try {
            return handle(request, id);
        } catch (RuntimeException e) {
            return failure(e, request, id);
        }
    }

    static Answer.Whole failure(Throwable failure, HttpServletRequest request, String id) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            Visitor.refused(request, refused.problem());
            return refused.problem().answer(id, Visitor.prefix(request));
        }
        if (cause instanceof RejectedException rejected) {
            LOG.debug("{} {} is refused: {}", request.getMethod(), request.getRequestURI(), rejected.getMessage());
            return RefusedException.problem(rejected).answer(id, Visitor.prefix(request));
        }
        var malformed = malformed(cause);
        if (malformed != null) {
            return malformed.answer(id, Visitor.prefix(request));
        }
        LOG.error(
                "{} {} failed by an error of ours; it was answered with 500, request id {}.",
                request.getMethod(),
                request.getRequestURI(),
                id,
                cause);
        return Problem.of(ProblemKind.INTERNAL, "The log of Dispatcher tells more under the request id " + id + ".")
                .answer(id, Visitor.prefix(request));
    }

    /** What Jetty found wrong with a request while it was read; null for all else. */
    static @Nullable Problem malformed(Throwable failure) {
        var cause = failure instanceof HttpException ? failure : failure.getCause();
        return cause instanceof HttpException found && found.getCode() < 500
                ? Problem.of(
                        ProblemKind.MALFORMED_HTTP, "The request is not HTTP as it must be: " + found.getReason() + ".")
                : null;
    }

    private Answer handle(HttpServletRequest request, String id) throws IOException {
        var path = request.getRequestURI();
        var found = router.find(path);
        var route = found.route(request.getMethod());
        var actor = route != null && route.access() == Access.OPEN ? "" : actor(request);
        if (found.routes().isEmpty()) {
            throw new RefusedException(ProblemKind.NOT_FOUND, "Nothing is served here. See /api/v1/openapi.json.");
        }
        if (route == null) {
            return unoffered(request.getMethod(), found);
        }
        var accepted = Accept.choose(joined(request, "Accept"), route.produces());
        if (accepted == null) {
            throw new RefusedException(
                    ProblemKind.NOT_ACCEPTABLE, "This address answers " + String.join(", ", route.produces()) + ".");
        }
        var query = Query.parse(request.getQueryString());
        var parameters = query.read(route);
        var body = body(request, route);
        var answer = route.handler()
                .answer(new Exchange(
                        route.method(),
                        path,
                        found.names(),
                        parameters,
                        query.without("dryRun"),
                        accepted,
                        body,
                        actor,
                        name -> joined(request, name),
                        refusal -> {
                            var problem = RefusedException.problem(refusal);
                            return problem.view(problem.kind().status(), id, Visitor.prefix(request));
                        }));
        return route.method().equals("GET") ? unlessKnown(answer, request.getHeader("If-None-Match")) : answer;
    }

    private JsonNode body(HttpServletRequest request, Route route) throws IOException {
        var schema = route.body();
        if (schema == null) {
            return ApiJson.object();
        }
        var body =
                Body.read(request, route, limits.get().bodyBytes(), limits.get().bodyWithin());
        var errors = SchemaCheck.errors(body, schema, Route.SCHEMAS);
        if (!errors.isEmpty()) {
            throw RefusedException.fields(errors);
        }
        return body;
    }

    private static Answer unoffered(String method, Router.Found found) {
        if (method.equals("OPTIONS")) {
            return Answer.nothing(204).with("Allow", found.allow());
        }
        throw new RefusedException(Problem.of(
                ProblemKind.METHOD_NOT_ALLOWED,
                "This address offers " + found.allow() + ".",
                Map.of("Allow", found.allow())));
    }

    private String actor(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        var isBearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        var actor = isBearer ? keeper.actor(header.substring(7).strip()) : null;
        if (actor == null) {
            long wait =
                    header == null ? 0 : failures.failed(Visitor.network(request.getRemoteAddr()), System.nanoTime());
            if (wait > 0) {
                throw new RefusedException(Problem.of(
                        ProblemKind.TOO_MANY_FAILURES,
                        "Too many unknown tokens came from this address. Try again in " + wait
                                + " s, or with a valid one.",
                        Map.of("Retry-After", String.valueOf(wait))));
            }
            throw new RefusedException(Problem.of(
                    ProblemKind.UNAUTHORIZED,
                    isBearer
                            ? "This token is not known. The administrator's lies in var/admin.token."
                            : "Send Authorization: Bearer <token>. The administrator's token lies in var/admin.token.",
                    Map.of(
                            "WWW-Authenticate",
                            isBearer
                                    ? "Bearer realm=\"dispatcher\", error=\"invalid_token\""
                                    : "Bearer realm=\"dispatcher\"")));
        }
        Visitor.is(request, actor);
        return actor;
    }

    /** A header that stands on several lines is one with commas between (RFC 9110, 5.3). */
    private static @Nullable String joined(HttpServletRequest request, String header) {
        var all = Collections.list(request.getHeaders(header));
        return all.isEmpty() ? null : String.join(", ", all);
    }

    private static Answer unlessKnown(Answer answer, @Nullable String known) {
        if (answer instanceof Answer.Later later) {
            return new Answer.Later(later.whole().thenApply(whole -> unlessKnown(whole, known)));
        }
        return answer instanceof Answer.Whole whole ? unlessKnown(whole, known) : answer;
    }

    private static Answer.Whole unlessKnown(Answer.Whole whole, @Nullable String known) {
        var tag = whole.headers().get("ETag");
        return tag != null && whole.status() == 200 && EntityTag.isKnown(known, tag)
                ? new Answer.Whole(304, whole.headers(), null, "")
                : whole;
    }
}
