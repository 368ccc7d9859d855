package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.operation.Follow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands actions in and tells what came of it. */
final class Submit {
    private Submit() {}

    /** @param follow shows how the operations go, and waits for them; null: does not wait */
    static int of(Operations operations, List<Action> actions, Asked asked, @Nullable Follow follow)
            throws InterruptedException {
        var accepted = operations.submit(actions, asked, done -> "").value();
        if (accepted == null) {
            throw new IllegalStateException("a request without a key was replayed");
        }
        if (follow != null) {
            return follow.untilOver(accepted.stream().map(Operation::id).toList());
        }
        for (var operation : accepted) {
            System.out.println("Accepted operation " + operation.id() + " ("
                    + operation.action().kind().word() + ").");
        }
        return 0;
    }
}
