package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger, as an executor sees it: a thing that we made or were about to. Id, ticket, name, token, anchor and class are
 * enough to find and to remove it; the body is for {@code make} alone.
 *
 * @param token sent with the create where the cloud takes one
 * @param cloudId the cloud's id, once it was seen
 * @param bornAs what tells this thing from another that got its id or name later
 * @param ticket a task of the cloud to ask for, where the create was answered with one
 * @param uses the cloud's ids of other parts, by part: the anchor among them
 */
public record Line(
        Key key,
        String token,
        Uniqueness uniqueness,
        @Nullable String cloudId,
        @Nullable String bornAs,
        @Nullable String ticket,
        Map<String, String> uses,
        Map<String, String> body) {
    public Line {
        uses = Map.copyOf(uses);
        body = Map.copyOf(body);
    }

    /** Names a line for good. */
    public record Key(OperationId operation, ResourceKind kind, String name) {}
}
