package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.http.rest.Route;
import java.util.List;

/** Whether it lives, and whether it can work: for probes, without a token, and telling nothing else. */
public final class HealthRoutes implements Subject {
    private final Events events;

    public HealthRoutes(Events events) {
        this.events = events;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", exchange -> health(200, "live")).open(),
                Route.get("/health/ready", exchange -> ready()).open());
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
        return Answer.json(status, Json.object().put("status", text));
    }
}
