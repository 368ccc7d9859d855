package cloud.dispatcher.itests.outside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything a user does, with secrets that are known here, while every logger of the container tells all that it can. */
class SecretsIT {
    private static final String PASSED = "passed-5ecret-1n-rest";
    private static final String PATCHED = "patched-5ecret-1n-rest";
    private static final String MISPLACED = "misplaced-5ecret-1n-rest";
    private static final String TYPED = "typed-5ecret-1n-the-shell";
    private static final String MISTYPED = "mistyped-5ecret-1n-the-shell";
    private static final String USER_DATA = "user-5ecret-1n-data";
    private static final String GUESSED = "guessed-5ecret-t0ken-of-nobody";
    private static final String ASKED = "asked-5ecret-1n-a-query";

    private static final Set<String> PLACES = Set.of("var/store.keys", "var/admin.token");

    private static final List<String> ROUTES = List.of(
            "/api/v1/status",
            "/api/v1/accounts",
            "/api/v1/executors",
            "/api/v1/servers",
            "/api/v1/operations?limit=1000",
            "/api/v1/events?limit=1000",
            "/api/v1/outages",
            "/api/v1/openapi.json",
            "/metrics",
            "/health/ready");

    private static Distribution distribution;
    private static Api api;

    /** What was answered to anybody, by what was asked. */
    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

    @BeforeAll
    static void startWithEveryLoggerAtTrace() throws IOException {
        distribution = Distribution.unpack("SecretsIT");
        var cfg = distribution.home().resolve("etc/org.ops4j.pax.logging.cfg");
        Files.writeString(
                cfg,
                Files.readString(cfg)
                        .replaceAll("(?m)^(log4j2\\.(rootLogger|logger\\.\\w+)\\.level) = .*$", "$1 = TRACE")
                        .replaceAll("size = \\d+MB", "size = 2000MB"));
        api = distribution.start();
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    void no_secret_ever_reaches_a_log_an_event_an_error_or_a_file_in_clear() throws Exception {
        accountsOverRest();
        accountsOverTheSocket();
        servers();
        strangers();
        distribution.must("stop");
        dumpThreads();
        distribution.must("start");
        read();
        var secrets = new ArrayList<>(List.of(PASSED, PATCHED, MISPLACED, TYPED, MISTYPED, USER_DATA, GUESSED, ASKED));
        secrets.add(
                Files.readString(distribution.home().resolve("var/admin.token")).strip());

        ANSWERS.forEach((asked, answer) -> assertHasNone(secrets, asked, answer));
        assertThat(distribution.log(" TRACE ")).isNotEmpty();
        int dumped = 0;
        for (var file : files()) {
            var text = Files.readString(distribution.home().resolve(file), ISO_8859_1);
            assertHasNone(secrets, file.toString(), text);
            dumped += file.startsWith("data/log") && text.contains("Full thread dump") ? 1 : 0;
        }
        assertThat(dumped).isPositive();
    }

    private static void accountsOverRest() throws IOException {
        var draft = Map.of(
                "name",
                "cloud",
                "executor",
                "simulator",
                "settings",
                Map.of("bootTime", "PT2S", "port", distribution.simulatedPort()),
                "credentials",
                Map.of("secretKey", PASSED));
        var created = api.post("/api/v1/accounts", draft, "Idempotency-Key", "one");
        answered("create", created);
        answered("create again", api.post("/api/v1/accounts", draft, "Idempotency-Key", "one"));
        answered("create twice", api.post("/api/v1/accounts", draft));
        answered(
                "create wrongly",
                api.post(
                        "/api/v1/accounts",
                        Map.of("name", "wrong", "executor", "simulator", "credentials", Map.of("pin", MISPLACED))));
        answered(
                "create brokenly",
                api.send(api.request("/api/v1/accounts")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"credentials\":{\"secretKey\":\"" + MISPLACED + "\""))));
        var id = created.good().get("id").asText();
        answered(
                "patch",
                api.send(api.request("/api/v1/accounts/" + id)
                        .header("Content-Type", "application/merge-patch+json")
                        .method(
                                "PATCH",
                                BodyPublishers.ofString("{\"credentials\":{\"secretKey\":\"" + PATCHED + "\"}}"))));
        answered("account", api.get("/api/v1/accounts/" + id));
        answered("catalog", api.get("/api/v1/accounts/" + id + "/catalog"));
    }

    private static void accountsOverTheSocket() {
        said("account:create", "-c", "secretKey=" + TYPED, "typed", "simulator");
        said("account:create", "-c", "pin=" + MISTYPED, "mistyped", "simulator");
        said("account:create", "--credential", "secretKey=" + MISTYPED, "mistyped", "nosuch");
        said("account:show", "typed");
        said("account:list");
        said("event:list");
    }

    /** A launch with user data, watched by a command, while all threads are dumped. */
    private static void servers() throws Exception {
        var launch = new LinkedHashMap<>(Api.server("cloud", "web", "small", "debian-12"));
        launch.put("userData", "#cloud-config\npassword: " + USER_DATA);
        var accepted = api.post("/api/v1/servers", launch, "Idempotency-Key", "two");
        answered("launch", accepted);
        answered("launch for another", api.post("/api/v1/servers", Map.of(), "Idempotency-Key", "two"));
        var id = accepted.good().at("/operations/0/id").asText();
        var watching = CompletableFuture.supplyAsync(() -> distribution.run("operation:watch", id));
        Eventually.until("the launch is over", Duration.ofSeconds(60), () -> {
            dumpThreads();
            return watching.isDone();
        });
        ANSWERS.put("watch", watching.get().text());
        answered("operation", api.get("/api/v1/operations/" + id));
        var server = api.over(id).get("server").asText();
        answered("server", api.get("/api/v1/servers/" + server));
        api.over(api.post("/api/v1/servers/" + server + "/stop", Map.of())
                .good()
                .get("id")
                .asText());
    }

    private static void strangers() throws IOException {
        var guess = HttpRequest.newBuilder(
                        api.request("/api/v1/servers").build().uri())
                .header("Authorization", "Bearer " + GUESSED)
                .POST(BodyPublishers.ofString("{}"));
        answered("a guess", api.send(guess));
        answered("a query", api.get("/api/v1/servers?token=" + ASKED));
    }

    private static void read() throws IOException {
        for (var route : ROUTES) {
            answered(route, api.get(route));
        }
    }

    private static void dumpThreads() throws IOException, InterruptedException {
        var pid = distribution.process().orElseThrow().pid();
        new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
    }

    private static void answered(String asked, Api.Answer answer) {
        ANSWERS.put(asked, answer.text());
    }

    private static void said(String... line) {
        ANSWERS.put(
                line[0] + " " + line[line.length - 1], distribution.run(line).text());
    }

    private static void assertHasNone(List<String> secrets, String where, String text) {
        for (var secret : secrets) {
            var encoded = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(ISO_8859_1));
            for (var form : List.of(secret, encoded)) {
                int at = text.indexOf(form);
                assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), at + form.length()))
                        .as("%s", where)
                        .isEmpty();
            }
        }
    }

    /** All that the container may have written: the database and its journal, the logs, Karaf's cache, configuration. */
    private static List<Path> files() throws IOException {
        var home = distribution.home();
        try (var all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .map(home::relativize)
                    .filter(file -> !PLACES.contains(file.toString()))
                    .filter(file -> !file.startsWith("system") && !file.startsWith("lib"))
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .toList();
        }
    }
}
