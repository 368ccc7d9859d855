package cloud.dispatcher.http.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the routes of a path. */
final class Router {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(List<String> segments, Route route) {}

    /** What was found at a path: its routes by method, and the values of the template's names. */
    record Found(Map<String, Route> routes, Map<String, String> names) {

        /** The route for a method, HEAD being GET; null where it is not offered. */
        @Nullable
        Route route(String method) {
            return routes.get(method.equals("HEAD") ? "GET" : method);
        }

        /** The header Allow. */
        String allow() {
            var methods = new TreeSet<>(routes.keySet());
            methods.add("OPTIONS");
            if (routes.containsKey("GET")) {
                methods.add("HEAD");
            }
            return String.join(", ", methods);
        }
    }

    Router(List<Route> routes) {
        routes.forEach(route -> entries.add(new Entry(split(route.template()), route)));
    }

    /** @param path as it was sent, still escaped; nothing found leaves {@link Found#routes} empty */
    Found find(String path) {
        var segments = split(path);
        var routes = new HashMap<String, Route>();
        Map<String, String> names = Map.of();
        for (var entry : entries) {
            var match = match(entry.segments, segments);
            if (match != null) {
                names = match;
                routes.put(entry.route.method(), entry.route);
            }
        }
        return new Found(routes, names);
    }

    private static @Nullable Map<String, String> match(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return null;
        }
        var names = new HashMap<String, String>();
        for (int i = 0; i < template.size(); i++) {
            var part = template.get(i);
            if (part.startsWith("{")) {
                if (path.get(i).isBlank()) {
                    return null;
                }
                names.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return null;
            }
        }
        return names;
    }

    private static List<String> split(String path) {
        return Stream.of(path.split("/", -1)).map(Router::unescape).toList();
    }

    private static String unescape(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment; // names nothing, which is a 404
        }
    }
}
