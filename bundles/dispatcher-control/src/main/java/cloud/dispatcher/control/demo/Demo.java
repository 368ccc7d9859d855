package cloud.dispatcher.control.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.dispatcher.control.Json;
import cloud.dispatcher.control.demo.Screen.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The main job on a simulated cloud, before the eyes of whoever wants to see it: an account, five launches, their heartbeats. */
public final class Demo {
    private static final String ACCOUNT = "demo";
    private static final int SERVERS = 5;
    private static final int ROUNDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Place place;
    private final Screen screen;
    private final Rest rest;

    private Demo(Place place, Screen screen) throws DemoException {
        this.place = place;
        this.screen = screen;
        this.rest = new Rest(place.base(), place.token());
    }

    /**
     * Ends the process with 1 and the reason when something fails.
     *
     * @param args the container's folder
     */
    public static void main(String[] args) throws InterruptedException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        var screen = new Screen(out, columns(System.getenv("COLUMNS")));
        try {
            new Demo(Place.of(Path.of(args[0])), screen).run();
        } catch (DemoException e) {
            out.flush();
            System.err.println();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int columns(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : 0;
    }

    private void run() throws DemoException, InterruptedException {
        long begin = System.nanoTime();
        title("Five servers on a simulated cloud, over " + place.base());
        var account = account();
        var operations = launch(account);

        title("Launching");
        new Launches(rest, screen).follow(ids(operations, "id"), new Patience(PATIENCE));
        double seconds = (System.nanoTime() - begin) / 1e9;

        title("Heartbeats");
        var servers = ids(operations, "server");
        new Heartbeats(rest, screen).follow(servers.values(), ROUNDS, new Patience(PATIENCE));

        screen.line("");
        screen.line(screen.styled(Style.GREEN, "✔ ")
                + String.format(
                        Locale.ROOT,
                        "%d servers launched in %.1f s, all UP. Dispatcher goes on running.",
                        SERVERS,
                        seconds));
        goOn(servers.keySet().iterator().next());
    }

    private void title(String text) {
        screen.line("");
        screen.line(screen.styled(Style.BOLD, text));
        screen.line("");
    }

    private String account() throws DemoException, InterruptedException {
        for (var each : rest.get("/api/v1/accounts").get("items").items()) {
            if (each.text("name").equals(ACCOUNT)) {
                told(
                        "GET",
                        "/api/v1/accounts",
                        200,
                        "account " + ACCOUNT + " is there, executor " + each.text("executor"));
                return each.text("id");
            }
        }
        var made = rest.post("/api/v1/accounts", "{\"name\":" + Json.quoted(ACCOUNT) + ",\"executor\":\"simulator\"}");
        told("POST", "/api/v1/accounts", made.status(), "account " + ACCOUNT + ", executor simulator");
        return made.body().text("id");
    }

    /** The operations by the names of their servers. */
    private Map<String, Json> launch(String account) throws DemoException, InterruptedException {
        var catalog = rest.get("/api/v1/accounts/" + account + "/catalog");
        var size = first(catalog, "sizes");
        var image = first(catalog, "images");
        var operations = new LinkedHashMap<String, Json>();
        for (var name : freeNames(account)) {
            var launch = Map.of("account", account, "name", name, "size", size, "image", image);
            var reply = rest.post("/api/v1/servers", object(launch));
            var operation = reply.body().get("operations").items().get(0);
            operations.put(name, operation);
            told("POST", "/api/v1/servers", reply.status(), name + ", " + size + ", " + image);
        }
        return operations;
    }

    private static String first(Json catalog, String kind) throws DemoException {
        return catalog.get(kind).items().stream()
                .findFirst()
                .orElseThrow(() -> new DemoException("The catalog of the account " + ACCOUNT + " has no " + kind + "."))
                .text("name");
    }

    /** Names that no server of the account has yet: the demo may be run again. */
    private Set<String> freeNames(String account) throws DemoException, InterruptedException {
        var taken = rest.get("/api/v1/servers?limit=1000&account=" + account).get("items").items().stream()
                .map(each -> each.text("name"))
                .collect(Collectors.toSet());
        var free = new LinkedHashSet<String>();
        for (int i = 1; free.size() < SERVERS; i++) {
            if (!taken.contains(ACCOUNT + "-" + i)) {
                free.add(ACCOUNT + "-" + i);
            }
        }
        return free;
    }

    private void told(String method, String path, int status, String what) {
        var answer = screen.styled(Style.GREEN, Integer.toString(status));
        screen.line("  " + Screen.row(List.of(method, path, answer, what), List.of(6, 20, 6)));
    }

    private void goOn(String server) {
        var script = Place.quoted(place.home().resolve("bin/dispatcher"));
        screen.line("");
        advice(
                "the API",
                "curl -H \"Authorization: Bearer $(cat " + Place.quoted(place.tokenFile()) + ")\" " + place.base()
                        + "/api/v1/servers");
        advice("the page", place.base() + "/");
        advice("the servers", script + " server:list");
        advice("stop one and watch", script + " server:stop --watch " + server);
        advice("the log", script + " tail");
        advice("how things are", script + " status");
        advice("stop dispatching", script + " stop     (the pinger goes on; start brings it back)");
        advice("end everything", script + " shutdown");
        screen.line("");
    }

    private void advice(String what, String command) {
        screen.line("  " + screen.styled(Style.DIM, String.format(Locale.ROOT, "%-20s", what)) + command);
    }

    private static Map<String, String> ids(Map<String, Json> operations, String which) {
        var ids = new LinkedHashMap<String, String>();
        operations.forEach((name, operation) -> ids.put(name, operation.text(which)));
        return ids;
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(each -> Json.quoted(each.getKey()) + ":" + Json.quoted(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
