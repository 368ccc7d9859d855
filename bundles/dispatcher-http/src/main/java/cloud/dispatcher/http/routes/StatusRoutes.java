package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.http.json.RecordSchemas;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.ExecutorView;
import cloud.dispatcher.http.view.OutageView;
import cloud.dispatcher.http.view.PageView;
import cloud.dispatcher.http.view.Queries.OutagesQuery;
import cloud.dispatcher.http.view.StatusView;
import java.util.List;

/** How the whole is: status, executors, outages, figures. */
public final class StatusRoutes implements RouteGroup {
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
                Route.get(
                                "/api/v1/status",
                                "status",
                                "How the whole is",
                                exchange -> Answer.json(200, StatusView.of(status.snapshot())))
                        .answers(200, "Status", StatusView.class),
                Route.get(
                                "/api/v1/executors",
                                "executors",
                                "Which clouds can be spoken to",
                                exchange -> Answer.json(200, PageView.of(executors.list(), ExecutorView::of)))
                        .answers(200, "Executors", RecordSchemas.of(PageView.class, ExecutorView.class)),
                Route.get("/api/v1/outages", "outages", "Numbered outages, the newest first", this::outages)
                        .query(OutagesQuery.class)
                        .answers(200, "Outages", RecordSchemas.of(PageView.class, OutageView.class)),
                Route.get(
                                "/metrics",
                                "metrics",
                                "Figures",
                                exchange -> Answer.text(Metrics.TYPE, Metrics.of(status.snapshot())))
                        .answers(200, "Prometheus text", Metrics.TYPE));
    }

    private Answer outages(Exchange exchange) {
        var query = exchange.query(OutagesQuery.class);
        return Answer.json(
                200, PageView.of(servers.outages(query.state(), query.page().paging()), OutageView::of));
    }
}
