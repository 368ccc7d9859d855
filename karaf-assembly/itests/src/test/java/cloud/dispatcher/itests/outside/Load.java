package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Launches that come in without a pause, on a simulated cloud of each class that loses answers; each launch is meant once and repeated
 * until it is answered. In the end the clouds are asked what truly is.
 */
final class Load {
    private static final List<String> CLASSES = List.of("TOKEN", "UNIQUE_NAME", "LOOKUP");

    private final Distribution distribution;
    private final Api api;
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private List<CompletableFuture<Void>> clients = List.of();
    private volatile boolean isOver;
    private volatile boolean isAbandoned;

    private Load(Distribution distribution, Api api) {
        this.distribution = distribution;
        this.api = api;
    }

    /** Makes the clouds. */
    static Load on(Distribution distribution, Api api, long seed) throws IOException {
        var load = new Load(distribution, api);
        for (var idempotency : CLASSES) {
            load.accounts.put(idempotency, api.account(idempotency, "simulator", load.cloud(idempotency, seed)));
        }
        return load;
    }

    private Map<String, String> cloud(String idempotency, long seed) {
        return Map.of(
                "idempotency", idempotency,
                "latency", "PT0.05S",
                "bootTime", "PT1S",
                "port", distribution.simulatedPort(),
                "stopTime", "PT0.2S",
                "lostAnswers", "0.1",
                "lateListing", "PT0.5S",
                "settlesWithin", "PT2S",
                "seed", Integer.toString((int) seed));
    }

    void begin() {
        clients = accounts.values().stream()
                .map(account -> CompletableFuture.runAsync(() -> launchUntilOver(account)))
                .toList();
    }

    /** Ends asking; who waits for an answer still gets it. */
    void end() {
        isOver = true;
        clients.forEach(CompletableFuture::join);
    }

    /** Ends asking, and waits for nobody: the test is over. */
    void abandon() {
        isOver = true;
        isAbandoned = true;
    }

    int accepted() {
        return operations.size();
    }

    /** A script that means each launch once, and repeats it until it is answered. */
    private void launchUntilOver(String account) {
        for (int i = 1; !isOver; i++) {
            var key = account + "/" + i;
            var server = Api.server(account, "server-" + i, "small", "debian-12");
            while (!operations.containsKey(key) && !isAbandoned) {
                try {
                    var answer = api.post("/api/v1/servers", server, "Idempotency-Key", key);
                    if (answer.status() == 202) {
                        operations.put(key, answer.body().at("/operations/0/id").asText());
                    } else if (answer.status() != 503) {
                        throw new AssertionError(answer.text());
                    } else {
                        LockSupport.parkNanos(100_000_000);
                    }
                } catch (IOException e) {
                    LockSupport.parkNanos(100_000_000);
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** No launch is doubled, none is lost, every operation is over, and no event is missing. */
    void judge() throws IOException {
        for (var operation : operations.values()) {
            var ended = api.over(operation);
            assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
        }
        for (var cloud : accounts.entrySet()) {
            accountAndTruthAgree(cloud.getKey(), cloud.getValue());
        }
        eventsHaveNoGaps();
    }

    private void accountAndTruthAgree(String idempotency, String account) throws IOException {
        var truth = Truth.of(account, distribution);
        var launched = operations.entrySet().stream()
                .filter(operation -> operation.getKey().startsWith(account))
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        System.err.printf(
                "%s: %s, %d launches, %d of them asked for more than once%n",
                distribution.home().getFileName(), idempotency, launched.size(), truth.repeated());

        assertThat(truth.operations()).as(idempotency).isEqualTo(launched.keySet());
        assertThat(truth.doubled()).as(idempotency).isEmpty();
        assertThat(truth.existing()).isEqualTo(launched.size());
        assertThat(api.all("/api/v1/operations?account=" + account)).hasSameSizeAs(launched.keySet());
        assertThat(api.all("/api/v1/servers?account=" + account))
                .as(idempotency)
                .allMatch(server -> server.get("state").asText().equals("RUNNING"))
                .extracting(server -> server.get("cloudId").asText())
                .containsExactlyInAnyOrderElementsOf(truth.servers());
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
