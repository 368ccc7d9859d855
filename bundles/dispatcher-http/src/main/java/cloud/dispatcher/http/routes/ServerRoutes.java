package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.http.json.ActionReader;
import cloud.dispatcher.http.json.DryRunJson;
import cloud.dispatcher.http.json.ObservedJson;
import cloud.dispatcher.http.json.PageJson;
import cloud.dispatcher.http.live.Feed;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Servers: launched, listed, shown, changed, ended. */
public final class ServerRoutes implements Subject {
    private static final String ALL = "/api/v1/servers";
    private static final String ONE = "/api/v1/servers/{id}";
    private static final String LINES = "application/x-ndjson";

    private final Servers servers;
    private final Operations operations;
    private final Function<String, AccountId> account;
    private final ActionReader reader;
    private final ObservedJson json;

    public ServerRoutes(Servers servers, Operations operations, Accounts accounts, ObservedJson json) {
        this.json = json;
        this.servers = servers;
        this.operations = operations;
        this.account = text -> AccountRoutes.named(accounts, text);
        this.reader = new ActionReader(account);
    }

    @Override
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.get(ALL, this::list, ServerFilter.PARAMETERS).producing(Json.TYPE, LINES));
        routes.add(Route.change("POST", ALL, this::launch));
        routes.add(Route.get(
                ONE,
                exchange ->
                        Answer.json(200, json.of(servers.find(id(exchange)))).tagged()));
        routes.add(Route.change("DELETE", ONE, exchange -> change(ActionKind.TERMINATE, exchange), "force"));
        for (var kind : ActionKind.values()) {
            if (kind != ActionKind.LAUNCH && kind != ActionKind.TERMINATE) {
                routes.add(Route.change("POST", ONE + "/" + kind.word(), exchange -> change(kind, exchange), "force"));
            }
        }
        return routes;
    }

    private static ServerId id(Exchange exchange) {
        return new ServerId(exchange.name("id"));
    }

    private Answer list(Exchange exchange) {
        var query = ServerFilter.read(exchange.query(), account);
        if (exchange.accepted().equals(LINES)) {
            if (exchange.query().one("limit") != null || exchange.query().one("cursor") != null) {
                throw RefusedException.parameter(
                        "limit", "A stream of lines has them all: it takes no limit and no cursor.");
            }
            return new Answer.Flow(LINES, new Feed(new Lines(query)));
        }
        return Answer.json(200, PageJson.of(servers.list(query, Pages.of(exchange.query())), json::of));
    }

    private Answer launch(Exchange exchange) {
        var fields = exchange.fields();
        var launches = reader.launches(fields);
        fields.done();
        return submit(launches, exchange, Changes::accepted);
    }

    private Answer change(ActionKind kind, Exchange exchange) {
        exchange.fields().done();
        var force = exchange.query().flag("force") ? Force.HARD : Force.GRACEFUL;
        var action = List.<Action>of(new ChangeServer(kind, id(exchange), force));
        return submit(action, exchange, Changes::acceptedOne);
    }

    /** Here the body is the action itself, not a list of actions: so are the pointers into it. */
    private Answer submit(List<Action> actions, Exchange exchange, Function<List<Operation>, Answer.Whole> done) {
        try {
            return Changes.answer(
                    operations.submit(actions, exchange.asked(), Changes.rendered(exchange, done, DryRunJson::of)));
        } catch (RejectedException e) {
            throw e.at(pointer -> pointer.replaceFirst("^/actions/[0-9]+", ""));
        }
    }

    /** All servers of a query, a page at a time. */
    private final class Lines implements Feed.Pieces {
        private final ServerQuery query;
        private @Nullable String cursor;
        private boolean isLast;

        Lines(ServerQuery query) {
            this.query = query;
        }

        @Override
        public @Nullable String next() {
            if (isLast) {
                return null;
            }
            var page = servers.list(query, new Paging(Paging.MOST, cursor));
            cursor = page.nextCursor();
            isLast = cursor == null;
            return PageJson.lines(page, json::of);
        }
    }
}
