package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.CloudError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing as the cloud shows it now.
 *
 * @param bornAs see {@link Line#bornAs()}
 * @param operation the operation whose tag, token or derived name it carries, where it carries one
 * @param condition all that the engine decides by
 * @param state a word of its kind, for people and for {@link Step.Change#until()}
 * @param addresses literals, the best first
 * @param facts what else the cloud tells, for people
 * @param problem why it is BROKEN
 */
public record Observation(
        ResourceKind kind,
        String cloudId,
        @Nullable String bornAs,
        @Nullable OperationId operation,
        Condition condition,
        String state,
        @Nullable Integer percent,
        List<String> addresses,
        Probe probe,
        Map<String, String> facts,
        @Nullable CloudError problem) {
    public Observation {
        addresses = List.copyOf(addresses);
        facts = Map.copyOf(facts);
    }

    /** How far a thing is in its life. */
    public enum Condition {
        PENDING,
        /** It may be used, though not everything about it is known yet (no address). */
        USABLE,
        READY,
        BROKEN,
        ENDING,
        /** Still shown, and gone: never a candidate. */
        ENDED
    }

    /** Whether it is there, or still will be. */
    public boolean lives() {
        return condition != Condition.ENDED;
    }
}
