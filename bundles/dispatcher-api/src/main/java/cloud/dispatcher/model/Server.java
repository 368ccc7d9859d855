package cloud.dispatcher.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server as we know it.
 *
 * @param cloudId the cloud's id, from the moment that the cloud told it
 * @param addresses where it can be reached, the best first; literals, never host names
 * @param probe how it is heartbeaten
 * @param facts what else the cloud tells, for people
 * @param observedAt when the cloud was last asked
 * @param version grows with every change of what the cloud or we do with it; heartbeats do not change it
 */
public record Server(
        ServerId id,
        AccountId account,
        String name,
        String size,
        String image,
        @Nullable String network,
        @Nullable String zone,
        @Nullable String keyPair,
        Map<String, String> labels,
        ServerState state,
        @Nullable String cloudId,
        List<String> addresses,
        Probe probe,
        Map<String, String> facts,
        @Nullable Instant observedAt,
        Instant createdAt,
        @Nullable Instant endedAt,
        long version) {
    public Server {
        Text.require(name, "name");
        labels = Map.copyOf(labels);
        addresses = List.copyOf(addresses);
        facts = Map.copyOf(facts);
    }
}
