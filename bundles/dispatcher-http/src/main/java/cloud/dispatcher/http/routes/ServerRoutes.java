package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.json.RecordSchemas;
import cloud.dispatcher.http.live.Feed;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.RefusedException;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.AccountBody.ReasonBody;
import cloud.dispatcher.http.view.DryRunView;
import cloud.dispatcher.http.view.LaunchBody;
import cloud.dispatcher.http.view.OperationView;
import cloud.dispatcher.http.view.OperationView.OperationsView;
import cloud.dispatcher.http.view.PageView;
import cloud.dispatcher.http.view.Queries.ForceQuery;
import cloud.dispatcher.http.view.Queries.ServersQuery;
import cloud.dispatcher.http.view.ServerView;
import cloud.dispatcher.http.view.ServerViews;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Servers: launched, listed, shown, changed, ended. */
public final class ServerRoutes implements RouteGroup {
    private static final String ALL = "/api/v1/servers";
    private static final String ONE = "/api/v1/servers/{id}";
    private static final String LINES = "application/x-ndjson";

    private final Servers servers;
    private final Operations operations;
    private final Function<String, AccountId> accounts;
    private final ServerViews views;

    public ServerRoutes(Servers servers, Operations operations, Accounts accounts, ServerViews views) {
        this.servers = servers;
        this.operations = operations;
        this.accounts = text -> AccountRoutes.named(accounts, text);
        this.views = views;
    }

    @Override
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.get(
                        ALL,
                        "servers",
                        "List servers; with Accept: application/x-ndjson all of them, one a line",
                        this::list)
                .query(ServersQuery.class)
                .answers(200, "Servers.", RecordSchemas.of(PageView.class, ServerView.class))
                .answers(200, "A line for each server.", LINES));
        routes.add(ChangeRoutes.route(
                        Route.change("POST", ALL, "launch", "Launch servers", LaunchBody.class, this::launch),
                        202,
                        "Accepted: they will be launched.",
                        OperationsView.class)
                .with("Location", "Where the operation is, where it is one."));
        routes.add(Route.get(
                        ONE,
                        "server",
                        "Show a server",
                        exchange -> Answer.json(200, views.of(servers.find(id(exchange))))
                                .tagged())
                .header("If-None-Match", "The ETag that was seen: 304 while it is the same.")
                .answers(200, "The server", ServerView.class)
                .with("ETag", "Of what it shows: the same as long as that is the same.")
                .answers(304, "It is as If-None-Match names it.", null, null));
        for (var kind : ActionKind.values()) {
            if (kind == ActionKind.TERMINATE) {
                routes.add(change("DELETE", ONE, kind));
            } else if (kind != ActionKind.LAUNCH) {
                routes.add(change("POST", ONE + "/" + kind.word(), kind));
            }
        }
        return routes;
    }

    private Route change(String method, String template, ActionKind kind) {
        var summary = kind.name().charAt(0) + kind.word().substring(1) + " a server";
        var route = Route.change(
                        method, template, kind.word(), summary, ReasonBody.class, exchange -> change(kind, exchange))
                .query(ForceQuery.class);
        return ChangeRoutes.route(route, 202, "Accepted: it will be done.", OperationView.class)
                .with("Location", "Where the operation is.");
    }

    private static ServerId id(Exchange exchange) {
        return new ServerId(exchange.name("id"));
    }

    private Answer list(Exchange exchange) {
        var query = exchange.query(ServersQuery.class);
        var filter = query.filter(accounts, labels(query.label()));
        if (!exchange.accepted().equals(LINES)) {
            return Answer.json(
                    200, PageView.of(servers.list(filter, query.page().paging()), views::of));
        }
        if (exchange.sent().containsKey("limit") || exchange.sent().containsKey("cursor")) {
            throw RefusedException.parameter(
                    "limit", "A stream of lines has them all: it takes no limit and no cursor.");
        }
        return new Answer.Flow(LINES, new Feed(new Lines(filter)));
    }

    private static Map<String, String> labels(@Nullable Set<String> given) {
        var labels = new HashMap<String, String>();
        for (var label : given == null ? Set.<String>of() : given) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw RefusedException.parameter("label", "This must be name=value; repeat it for several.");
            }
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    private Answer launch(Exchange exchange) {
        return submit(List.copyOf(exchange.body(LaunchBody.class).actions(accounts)), exchange, ChangeRoutes::accepted);
    }

    private Answer change(ActionKind kind, Exchange exchange) {
        var force = exchange.query(ForceQuery.class).force() ? Force.HARD : Force.GRACEFUL;
        return submit(List.of(new ChangeServer(kind, id(exchange), force)), exchange, ChangeRoutes::acceptedOne);
    }

    /** Here the body is the action itself, not a list of actions: so are the pointers into it. */
    private Answer submit(List<Action> actions, Exchange exchange, Function<List<Operation>, Answer.Whole> done) {
        try {
            return ChangeRoutes.answer(operations.submit(
                    actions, exchange.asked(), ChangeRoutes.rendered(exchange, done, DryRunView::of)));
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
            var lines = new StringBuilder();
            page.items()
                    .forEach(each -> lines.append(ApiJson.write(views.of(each))).append('\n'));
            return lines.toString();
        }
    }
}
