package cloud.dispatcher.control.demo;

import cloud.dispatcher.control.Json;
import cloud.dispatcher.control.demo.Screen.Line;
import cloud.dispatcher.control.demo.Screen.Style;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows the servers with their heartbeats until all are up and have answered a few times more. */
final class Heartbeats {
    private static final List<String> HEADERS = List.of("SERVER", "STATE", "ADDRESS", "HEARTBEAT", "RTT", "SEEN");
    private static final List<Integer> WIDTHS = List.of(12, 12, 16, 12, 10);

    /** How long to look on at most once all are up: the pinger may be set to ask rarely. */
    private static final Duration LONGEST = Duration.ofSeconds(16);

    private final Rest rest;
    private final Screen screen;

    Heartbeats(Rest rest, Screen screen) {
        this.rest = rest;
        this.screen = screen;
    }

    /**
     * Returns when every server is UP and was then seen {@code rounds} times, or for 16 s.
     *
     * @param ids of the servers
     * @throws DemoException when one is not watched, or when patience ends
     */
    void follow(Collection<String> ids, int rounds, Patience patience) throws DemoException, InterruptedException {
        var seen = new HashSet<String>();
        long upSince = System.nanoTime();
        while (true) {
            var lines = new LinkedHashMap<String, Line>();
            lines.put("", new Line("  " + screen.styled(Style.DIM, Screen.row(HEADERS, WIDTHS)), ""));
            boolean up = true;
            for (var id : ids) {
                var server = rest.get("/api/v1/servers/" + id);
                var heartbeat = server.get("heartbeat");
                var verdict = heartbeat.text("verdict");
                if (verdict.equals("UNWATCHED")) {
                    throw new DemoException(server.text("name") + " is not watched: " + heartbeat.text("why"));
                }
                up &= verdict.equals("UP");
                lines.put(id, new Line(line(server, heartbeat), verdict));
                remember(seen, up, id, heartbeat);
            }
            screen.show(lines);
            if (!up) {
                upSince = System.nanoTime();
            } else if (seen.size() >= ids.size() * rounds || System.nanoTime() - upSince > LONGEST.toNanos()) {
                screen.settle();
                return;
            }
            patience.next("Not every server is UP");
        }
    }

    private static void remember(Set<String> seen, boolean up, String id, Json heartbeat) {
        if (up) {
            seen.add(id + " " + heartbeat.text("lastSeen"));
        }
    }

    private String line(Json server, Json heartbeat) {
        var address = server.get("addresses").items().stream()
                .findFirst()
                .map(Json::text)
                .orElse("");
        var verdict = heartbeat.text("verdict");
        var style = verdict.equals("UP") ? Style.GREEN : verdict.equals("DOWN") ? Style.RED : Style.YELLOW;
        var cells = List.of(
                server.text("name"),
                server.text("state"),
                address,
                screen.styled(style, "● " + verdict),
                milliseconds(heartbeat.text("rtt")),
                clock(heartbeat.text("lastSeen")));
        return "  " + Screen.row(cells, WIDTHS);
    }

    private static String milliseconds(String duration) {
        return duration.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.2f ms", Duration.parse(duration).toNanos() / 1e6);
    }

    /** The time of day of an instant (RFC 3339). */
    private static String clock(String instant) {
        return instant.length() < 19 ? "" : instant.substring(11, 19);
    }
}
