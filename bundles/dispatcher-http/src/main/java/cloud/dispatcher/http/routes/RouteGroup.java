package cloud.dispatcher.http.routes;

import cloud.dispatcher.http.rest.Route;
import java.util.List;

/** What is served about one subject. */
public interface RouteGroup {
    /** Its routes, always the same. */
    List<Route> routes();
}
