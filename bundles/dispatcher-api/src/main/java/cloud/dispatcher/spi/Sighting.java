package cloud.dispatcher.spi;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing as the cloud shows it now.
 *
 * @param name the name or token it was created under: that of its ledger line
 * @param operation the operation whose tag, token or derived name it carries, where it carries one
 * @param state a server's state; for other kinds RUNNING means that it is ready to be used
 * @param addresses literals, the best first
 * @param probe how it should be heartbeaten
 * @param facts what else the cloud tells, for people
 */
public record Sighting(
        ResourceKind kind,
        String name,
        String cloudId,
        @Nullable OperationId operation,
        ServerState state,
        List<String> addresses,
        Probe probe,
        Map<String, String> facts) {
    public Sighting {
        addresses = List.copyOf(addresses);
        facts = Map.copyOf(facts);
    }
}
