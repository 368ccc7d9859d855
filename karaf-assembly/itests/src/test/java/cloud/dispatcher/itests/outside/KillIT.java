package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} at random moments, while launches come in on clouds that lose answers; then the clouds are asked what truly is.
 * {@code -Dsoak.kills=100} for more of it, {@code -Dsoak.seed} for the same moments again.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("soak.kills", 8);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final List<String> CLASSES = List.of("TOKEN", "UNIQUE_NAME", "LOOKUP");

    private final Random random = new Random(SEED);
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private Distribution distribution;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        distribution = Distribution.unpack("KillIT");
        api = distribution.start();
        for (var idempotency : CLASSES) {
            accounts.put(idempotency, api.account(idempotency, "simulator", cloud(idempotency)));
        }
    }

    private Map<String, String> cloud(String idempotency) {
        return Map.of(
                "idempotency", idempotency,
                "latency", "PT0.05S",
                "bootTime", "PT1S",
                "port", distribution.simulatedPort(),
                "stopTime", "PT0.2S",
                "lostAnswers", "0.1",
                "lateListing", "PT0.5S",
                "settlesWithin", "PT2S",
                "seed", Integer.toString((int) SEED));
    }

    @AfterEach
    void end() {
        isOver.set(true);
        distribution.close();
    }

    @Test
    void after_any_kills_every_launch_is_over_and_has_exactly_one_server() throws Exception {
        System.err.printf("KillIT: %d kills, -Dsoak.seed=%d%n", KILLS, SEED);
        var clients = accounts.values().stream()
                .map(account -> CompletableFuture.runAsync(() -> launchUntilOver(account)))
                .toList();
        for (int kill = 1; kill <= KILLS; kill++) {
            LockSupport.parkNanos(random.nextLong(100_000_000, 3_000_000_000L));
            distribution.kill();
            if (random.nextInt(3) == 0) {
                killWhileItStarts();
            }
            distribution.must("start");
        }
        isOver.set(true);
        clients.forEach(CompletableFuture::join);

        for (var operation : operations.values()) {
            var ended = api.over(operation);
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        accountsAndTruthAgree();
        eventsHaveNoGaps();
    }

    private void killWhileItStarts() {
        var start = CompletableFuture.runAsync(() -> distribution.run("start"));
        LockSupport.parkNanos(random.nextLong(1_000_000_000, 6_000_000_000L));
        distribution.kill();
        start.join();
    }

    /** A script that means each launch once, and repeats it until it is answered. */
    private void launchUntilOver(String account) {
        for (int i = 1; !isOver.get(); i++) {
            var key = account + "/" + i;
            var server = Api.server(account, "server-" + i, "small", "debian-12");
            while (!operations.containsKey(key)) {
                try {
                    var answer = api.post("/api/v1/servers", server, "Idempotency-Key", key);
                    if (answer.status() == 202) {
                        operations.put(key, answer.body().at("/operations/0/id").asText());
                    } else if (answer.status() != 503) {
                        throw new AssertionError(answer.text());
                    }
                } catch (IOException e) {
                    LockSupport.parkNanos(100_000_000);
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void accountsAndTruthAgree() throws IOException {
        for (var each : accounts.entrySet()) {
            var account = each.getValue();
            var truth = Truth.of(account, distribution);
            var launched = operations.entrySet().stream()
                    .filter(operation -> operation.getKey().startsWith(account))
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
            System.err.printf(
                    "KillIT: %s, %d launches, %d of them asked for more than once%n",
                    each.getKey(), launched.size(), truth.repeated());

            assertThat(truth.operations()).as(each.getKey()).isEqualTo(launched.keySet());
            assertThat(truth.doubled()).as(each.getKey()).isEmpty();
            assertThat(truth.existing()).isEqualTo(launched.size());
            assertThat(api.all("/api/v1/operations?account=" + account)).hasSameSizeAs(launched.keySet());
            assertThat(api.all("/api/v1/servers?account=" + account))
                    .as(each.getKey())
                    .allMatch(server -> server.get("state").asText().equals("RUNNING"))
                    .extracting(server -> server.get("cloudId").asText())
                    .containsExactlyInAnyOrderElementsOf(truth.servers());
        }
    }

    private void eventsHaveNoGaps() throws IOException {
        long last = 0;
        for (JsonNode page = events(0); !page.get("items").isEmpty(); page = events(last)) {
            for (var event : page.get("items")) {
                assertThat(event.get("number").asLong()).isEqualTo(++last);
            }
        }
        assertThat(last).isGreaterThan(operations.size());
    }

    private JsonNode events(long after) throws IOException {
        return api.get("/api/v1/events?limit=1000&after=" + after).good();
    }
}
