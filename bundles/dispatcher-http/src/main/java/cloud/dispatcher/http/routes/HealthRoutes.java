package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.StatusView.HealthView;
import java.util.List;

/** Whether it lives, and whether it can work: for probes, without a token, and telling nothing else. */
public final class HealthRoutes implements RouteGroup {
    private final Events events;

    public HealthRoutes(Events events) {
        this.events = events;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", "live", "Whether it lives", exchange -> health(200, "live"))
                        .answers(200, "Yes", HealthView.class)
                        .open(),
                Route.get("/health/ready", "ready", "Whether it can work; 503 while it cannot", exchange -> ready())
                        .answers(200, "Yes", HealthView.class)
                        .answers(503, "No", HealthView.class)
                        .open());
    }

    private Answer ready() {
        try {
            events.newest();
            return health(200, "ready");
        } catch (RuntimeException e) {
            return health(503, "the store cannot be read").with("Retry-After", "5");
        }
    }

    private static Answer.Whole health(int status, String text) {
        return Answer.json(status, new HealthView(text));
    }
}
