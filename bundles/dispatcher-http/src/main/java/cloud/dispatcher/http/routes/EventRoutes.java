package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.http.live.Live;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Problem;
import cloud.dispatcher.http.rest.ProblemKind;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.EventView;
import cloud.dispatcher.http.view.EventView.EventPage;
import cloud.dispatcher.http.view.Queries.EventsQuery;
import cloud.dispatcher.model.EventQuery;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Events: page by page, or live. */
public final class EventRoutes implements RouteGroup {
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
        return List.of(Route.get(ALL, "events", "Events by page, or with Accept: text/event-stream live", this::answer)
                .query(EventsQuery.class)
                .header("Last-Event-ID", "The last number that was seen: the stream goes on after it.")
                .answers(200, "Events.", EventPage.class)
                .answers(200, "A stream of events whose ids are their numbers.", STREAM)
                .may(ProblemKind.GONE));
    }

    private Answer answer(Exchange exchange) {
        var query = exchange.query(EventsQuery.class);
        return exchange.accepted().equals(STREAM) ? stream(exchange, query) : page(query);
    }

    private EventQuery filter(EventsQuery query) {
        return query.filter(text -> AccountRoutes.named(accounts, text));
    }

    /** {@code after} of the answer is what to ask for next. */
    private Answer page(EventsQuery query) {
        int limit = query.limit() == null ? USUAL : query.limit();
        long before = Math.max(0, events.oldest() - 1);
        long after = query.after() == null ? before : query.after();
        if (after < before) {
            throw gone(before);
        }
        long newest = events.newest();
        var found = events.after(after, filter(query), limit);
        long last = found.isEmpty() ? after : found.get(found.size() - 1).number();
        return Answer.json(
                200,
                new EventPage(
                        found.stream().map(EventView::of).toList(),
                        found.size() < limit ? Math.max(last, newest) : last));
    }

    private static RefusedException gone(long before) {
        return new RefusedException(new Problem(
                ProblemKind.GONE,
                "The oldest event that is kept has the number " + (before + 1) + ".",
                List.of(),
                Map.of("Link", "<" + ALL + "?after=" + before + ">; rel=\"next\""),
                before + 1));
    }

    private Answer stream(Exchange exchange, EventsQuery query) {
        if (query.limit() != null) {
            throw RefusedException.parameter("limit", "A stream has no limit.");
        }
        var last = exchange.header("Last-Event-ID");
        var after = last != null && !last.isBlank() ? (Long) number(last.strip()) : query.after();
        return live.stream(after == null ? events.newest() : after, filter(query), mostStreams.getAsInt());
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
