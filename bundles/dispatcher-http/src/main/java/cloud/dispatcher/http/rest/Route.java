package cloud.dispatcher.http.rest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One method of one address.
 *
 * @param template its path, with {@code {names}} for what varies
 * @param access who may ask
 * @param produces the media types that it can answer, the preferred first
 * @param consumes the media types of its body; empty where it takes none
 * @param query the parameters that it knows
 */
public record Route(
        String method,
        String template,
        Access access,
        List<String> produces,
        List<String> consumes,
        Set<String> query,
        Handler handler) {

    /** Who may ask. */
    public enum Access {
        /** Who has a token. */
        TOKEN,
        /** Everybody. */
        OPEN
    }

    /** Answers one request. */
    public interface Handler {
        /** @throws RuntimeException a {@link RefusedException} or a service's rejection is answered as a problem, all else as an error of ours */
        Answer answer(Exchange exchange);
    }

    public Route {
        produces = List.copyOf(produces);
        consumes = List.copyOf(consumes);
        query = Set.copyOf(query);
    }

    /** Reads something as JSON. */
    public static Route get(String template, Handler handler, String... query) {
        return new Route("GET", template, Access.TOKEN, List.of(Json.TYPE), List.of(), Set.of(query), handler);
    }

    /** Changes something: it may carry a JSON body with a reason, or {@code reason} and {@code dryRun} in the query. */
    public static Route change(String method, String template, Handler handler, String... query) {
        var names = new TreeSet<>(List.of(query));
        names.add("reason");
        names.add("dryRun");
        return new Route(method, template, Access.TOKEN, List.of(Json.TYPE), List.of(Json.TYPE), names, handler);
    }

    /** The same with other media types for its answer. */
    public Route producing(String... types) {
        return new Route(method, template, access, List.of(types), consumes, query, handler);
    }

    /** The same with other media types for its body. */
    public Route consuming(String... types) {
        return new Route(method, template, access, produces, List.of(types), query, handler);
    }

    /** The same for everybody. */
    public Route open() {
        return new Route(method, template, Access.OPEN, produces, consumes, query, handler);
    }
}
