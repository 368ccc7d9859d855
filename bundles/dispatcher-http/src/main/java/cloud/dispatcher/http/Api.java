package cloud.dispatcher.http;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.http.rest.Rest;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.routes.AccountRoutes;
import cloud.dispatcher.http.routes.EventRoutes;
import cloud.dispatcher.http.routes.HealthRoutes;
import cloud.dispatcher.http.routes.OperationRoutes;
import cloud.dispatcher.http.routes.RouteGroup;
import cloud.dispatcher.http.routes.ServerRoutes;
import cloud.dispatcher.http.routes.StaticRoutes;
import cloud.dispatcher.http.routes.StatusRoutes;
import cloud.dispatcher.http.view.ServerViews;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The servlet of everything that is served. It is there while the dispatcher is stopped too; only the port is not. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/v1/*", "/health/*", "/problems/*", "/metrics", "/"})
@HttpWhiteboardServletAsyncSupported
public final class Api extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Route> routes;
    private final transient Rest rest;

    /** @param started a servlet that is registered before the server has started is lost */
    @Activate
    public Api(
            @Reference StartedServer started,
            @Reference Configuration configuration,
            @Reference AdminToken token,
            @Reference Traffic traffic,
            @Reference Operations operations,
            @Reference Servers servers,
            @Reference Accounts accounts,
            @Reference Events events,
            @Reference Executors executors,
            @Reference Status status,
            @Reference ServerViews observed) {
        var groups = List.<RouteGroup>of(
                new HealthRoutes(events),
                new StaticRoutes(this::routes),
                new StatusRoutes(status, executors, servers),
                new AccountRoutes(accounts),
                new ServerRoutes(servers, operations, accounts, observed),
                new OperationRoutes(operations, accounts, traffic.live(), Clock.systemUTC()),
                new EventRoutes(
                        events,
                        accounts,
                        traffic.live(),
                        () -> configuration.settings().streams()));
        routes = groups.stream().flatMap(group -> group.routes().stream()).toList();
        rest = new Rest(routes, token, configuration::settings, traffic.gate());
    }

    /** All that is served. */
    List<Route> routes() {
        return routes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        rest.serve(request, response);
    }
}
