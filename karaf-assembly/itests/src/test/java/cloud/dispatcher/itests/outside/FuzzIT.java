package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.itests.outside.Wire.Answer;
import cloud.dispatcher.itests.outside.Wire.Then;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of odd requests of every route and on the wire itself: each is answered as the API says, none changes anything or shows what is
 * inside. {@code -Dsoak.requests=100000} for more of it, {@code -Dsoak.seed} for the same again.
 */
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("soak.requests", 4_000);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int BETWEEN_LOOKS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Distribution distribution;
    private static Api api;
    private static JsonNode document;
    private static Map<String, String> ids;

    @BeforeAll
    static void startWithOneOfEverything() throws IOException {
        System.err.printf("FuzzIT: %d requests, -Dsoak.seed=%d%n", REQUESTS, SEED);
        distribution = Distribution.unpack("FuzzIT").set("cloud.dispatcher.http", "idleSeconds", 2);
        api = distribution.start();
        document = api.get("/api/v1/openapi.json").good();
        var settings = Map.of("bootTime", "PT0S", "listeners", "0", "port", distribution.simulatedPort());
        var account = api.account("fuzzed", "simulator", settings);
        var operation = api.over(api.launch(Api.server(account, "fuzzed", "small", "debian-12")));
        Eventually.until(
                "nothing is going to change by itself",
                Duration.ofSeconds(60),
                () -> api.get("/api/v1/servers/" + operation.get("server").asText())
                        .good()
                        .at("/heartbeat/verdict")
                        .asText()
                        .equals("UNWATCHED"));
        ids = Map.of(
                "accounts",
                account,
                "servers",
                operation.get("server").asText(),
                "operations",
                operation.get("id").asText());
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    @Test
    void whatever_is_sent_is_answered_as_it_should_be_and_changes_nothing() throws IOException {
        var random = new Random(SEED);
        var fuzz = new Fuzz(document, ids, settings(), api.token(), random);
        var broken = new BrokenWire(api.token(), random);
        var wire = new Wire(distribution.port());
        var before = everything();
        for (int i = 1; i <= REQUESTS; i++) {
            var request = fuzz.request();
            var then = Then.LISTEN;
            if (random.nextInt(6) == 0) {
                request = broken.bytes(request);
                then = random.nextInt(10) == 0 ? Then.LEAVE : Then.SHUT_DOWN_AND_LISTEN;
            }
            judge(request, wire.send(request, then), then);
            if (i % BETWEEN_LOOKS == 0) {
                assertThat(everything()).as("after request %d", i).isEqualTo(before);
            }
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(api.get("/health/ready").status()).isEqualTo(200);
        try (var log = Files.lines(distribution.home().resolve("data/log/dispatcher.log"), StandardCharsets.UTF_8)) {
            assertThat(log.filter(line -> line.contains(" ERROR ") || line.contains("Exception")))
                    .isEmpty();
        }
    }

    private static List<String> settings() throws IOException {
        for (var executor : api.get("/api/v1/executors").good().get("items")) {
            if (executor.get("name").asText().equals("simulator")) {
                return executor.at("/settings/properties").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList();
            }
        }
        throw new AssertionError("there is no simulator");
    }

    /** All that a change would change. */
    private static List<String> everything() throws IOException {
        return List.of(
                api.get("/api/v1/events?after=0&limit=1000").good().toString(),
                api.get("/api/v1/accounts").good().toString(),
                api.get("/api/v1/servers").good().toString(),
                api.get("/api/v1/operations").good().toString());
    }

    private static void judge(byte[] request, List<Answer> answers, Then then) throws IOException {
        if (then == Then.LISTEN) {
            assertThat(answers).as("%s", told(request, null)).isNotEmpty();
        }
        for (var answer : answers) {
            var told = told(request, answer);
            assertThat(answer.body())
                    .as("%s", told)
                    .doesNotContain("Exception", "\tat ", "java.", "org.eclipse", "cloud.dispatcher.");
            assertThat(isAllowed(answer)).as("%s", told).isTrue();
            if (answer.status() >= 400 && !isHead(request)) {
                assertThat(isProblem(answer)).as("%s", told).isTrue();
            }
            if (answer.status() == 405) {
                assertThat(answer.header("allow")).as("%s", told).isNotEmpty();
            }
        }
    }

    /** Of the errors that are ours only those that tell of a state outside of us, or of HTTP that nobody speaks. */
    private static boolean isAllowed(Answer answer) {
        return switch (answer.status()) {
            case 502 -> answer.body().contains("\"/problems/cloud\"");
            case 503 -> !answer.header("retry-after").isEmpty();
            case 501, 505 -> answer.body().contains("\"/problems/malformed-http\"");
            default -> answer.status() < 500;
        };
    }

    private static boolean isProblem(Answer answer) throws IOException {
        if (!answer.header("content-type").equals("application/problem+json")) {
            return false;
        }
        var problem = JSON.readTree(answer.body());
        return problem.path("type").asText().startsWith("/problems/")
                && !problem.path("title").asText().isBlank()
                && !problem.path("detail").asText().isBlank()
                && problem.path("status").asInt() == answer.status()
                && problem.path("instance").asText().equals(answer.header("x-request-id"));
    }

    private static boolean isHead(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
    }

    private static String told(byte[] request, Answer answer) {
        return "-Dsoak.seed=" + SEED + "\n"
                + new String(request, 0, Math.min(2_000, request.length), StandardCharsets.ISO_8859_1) + "\n→ "
                + answer;
    }
}
