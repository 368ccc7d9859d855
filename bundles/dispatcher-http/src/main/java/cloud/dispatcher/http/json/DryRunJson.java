package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Operation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a trial tells as JSON. */
public final class DryRunJson {
    private DryRunJson() {}

    /** What would become of actions: without the ids that nothing has yet. */
    public static ObjectNode of(List<Operation> operations) {
        var json = dryRun();
        var list = json.putArray("actions");
        for (var operation : operations) {
            var each = list.addObject()
                    .put("action", operation.action().kind().word())
                    .put("account", operation.account().value());
            operation
                    .action()
                    .match(
                            launch -> each,
                            change -> each.put("server", change.server().value()));
            each.set("parameters", OperationJson.parameters(operation.action()));
            var waiting = operation.waiting();
            if (waiting != null) {
                each.set("waiting", OperationJson.waiting(waiting));
            }
        }
        return json;
    }

    /** The account as it would be. */
    public static ObjectNode of(Account account) {
        return dryRun().set("account", AccountJson.draft(account));
    }

    /** The operation as a cancel would leave it. */
    public static ObjectNode of(Operation operation) {
        return dryRun().set("operation", OperationJson.of(operation));
    }

    private static ObjectNode dryRun() {
        return Json.object().put("dryRun", true);
    }
}
