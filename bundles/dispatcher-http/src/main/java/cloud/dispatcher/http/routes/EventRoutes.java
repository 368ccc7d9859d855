package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.http.json.EventJson;
import cloud.dispatcher.http.json.PageJson;
import cloud.dispatcher.http.live.Live;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.http.rest.Problem;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.Query;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Events: page by page, or live. */
public final class EventRoutes implements Subject {
    private static final String ALL = "/api/v1/events";
    private static final String STREAM = "text/event-stream";
    private static final int USUAL = 100;

    private final Events events;
    private final Accounts accounts;
    private final Live live;
    private final IntSupplier mostStreams;

    public EventRoutes(Events events, Accounts accounts, Live live, IntSupplier mostStreams) {
        this.events = events;
        this.accounts = accounts;
        this.live = live;
        this.mostStreams = mostStreams;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(ALL, this::answer, "after", "account", "server", "operation", "limit")
                .producing(Json.TYPE, STREAM));
    }

    private Answer answer(Exchange exchange) {
        return exchange.accepted().equals(STREAM) ? stream(exchange) : page(exchange.query());
    }

    private EventQuery query(Query query) {
        var account = query.one("account");
        var server = query.one("server");
        var operation = query.one("operation");
        return new EventQuery(
                account == null ? null : AccountRoutes.named(accounts, account),
                server == null ? null : new ServerId(server),
                operation == null ? null : new OperationId(operation));
    }

    /** {@code after} of the answer is what to ask for next. */
    private Answer page(Query query) {
        int limit = (int) query.whole("limit", 1, Paging.MOST, USUAL);
        long before = Math.max(0, events.oldest() - 1);
        long after = query.whole("after", 0, Long.MAX_VALUE, before);
        if (after < before) {
            throw gone(before);
        }
        long newest = events.newest();
        var found = events.after(after, query(query), limit);
        long last = found.isEmpty() ? after : found.get(found.size() - 1).number();
        var json = PageJson.of(found, EventJson::of);
        return Answer.json(200, json.put("after", found.size() < limit ? Math.max(last, newest) : last));
    }

    private static RefusedException gone(long before) {
        return new RefusedException(new Problem(
                ProblemKind.GONE,
                "The oldest event that is kept has the number " + (before + 1) + ".",
                List.of(),
                Map.of("Link", "<" + ALL + "?after=" + before + ">; rel=\"next\""),
                Map.of("oldest", before + 1)));
    }

    private Answer stream(Exchange exchange) {
        if (exchange.query().one("limit") != null) {
            throw RefusedException.parameter("limit", "A stream has no limit.");
        }
        long after = exchange.query().whole("after", 0, Long.MAX_VALUE, -1);
        var last = exchange.header("Last-Event-ID");
        if (last != null && !last.isBlank()) {
            after = number(last.strip());
        }
        return live.stream(after < 0 ? events.newest() : after, query(exchange.query()), mostStreams.getAsInt());
    }

    private static long number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below: the same as a negative number
        }
        throw RefusedException.header("Last-Event-ID", "This must be the number of an event.");
    }
}
