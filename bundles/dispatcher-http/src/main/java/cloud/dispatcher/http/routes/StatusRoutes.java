package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.http.json.PageJson;
import cloud.dispatcher.http.json.ServerJson;
import cloud.dispatcher.http.json.StatusJson;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Route;
import java.util.List;

/** How the whole is: status, executors, outages, figures. */
public final class StatusRoutes implements Subject {
    private final Status status;
    private final Executors executors;
    private final Servers servers;

    public StatusRoutes(Status status, Executors executors, Servers servers) {
        this.status = status;
        this.executors = executors;
        this.servers = servers;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/status", exchange -> Answer.json(200, StatusJson.of(status.snapshot()))),
                Route.get(
                        "/api/v1/executors",
                        exchange -> Answer.json(200, PageJson.of(executors.list(), StatusJson::of))),
                Route.get("/api/v1/outages", this::outages, "state", "limit", "cursor"),
                Route.get("/metrics", exchange -> Answer.text(Metrics.TYPE, Metrics.of(status.snapshot())))
                        .producing(Metrics.TYPE));
    }

    private Answer outages(Exchange exchange) {
        var filter = exchange.query().choice("state", OutageFilter.class);
        var page = servers.outages(filter == null ? OutageFilter.ALL : filter, Pages.of(exchange.query()));
        return Answer.json(200, PageJson.of(page, ServerJson::of));
    }
}
