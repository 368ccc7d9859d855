package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.DetailTable;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationCompleter;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.ServerNameCache;
import cloud.dispatcher.shell.ShellCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code operation:show}: {@link Operations#find}. */
@Service
@Command(
        scope = "operation",
        name = "show",
        description = "Show all that is known of operations",
        detailedDescription = "Example: operation:show 019ab5d2-7c1e-7f00")
public final class OperationShow extends ShellCommand {
    @Argument(name = "operations", description = "Ids or the beginnings of ids", required = true, multiValued = true)
    @Completion(OperationCompleter.class)
    List<String> ids;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        var outcomes = new Outcomes();
        detail(Lookup.operations(operations, ids, outcomes), this::table);
        outcomes.summary();
        return 0;
    }

    private DetailTable table(Operation operation) {
        var details = new DetailTable();
        details.put("id", operation.id());
        details.put("action", operation.action().kind().word());
        details.put(
                "server", new ServerNameCache(servers).server(operation.action()) + " (" + operation.server() + ")");
        details.put("account", Lookup.accountName(accounts, operation.account()));
        details.put("state", operation.state());
        details.put("progress", DisplayText.progress(operation.progress()));
        details.put("waits for", DisplayText.waiting(operation.waiting()));
        details.put("actor", operation.actor());
        details.put("reason", operation.reason());
        details.put("attempts", operation.attempts());
        details.put("created", DisplayText.time(operation.createdAt()));
        details.put("started", DisplayText.time(operation.startedAt()));
        details.put("not before", DisplayText.time(operation.notBefore()));
        details.put("deadline", DisplayText.time(operation.deadline()));
        details.put("ended", DisplayText.time(operation.endedAt()));
        details.putAll("result ", operation.result());
        var error = operation.error();
        if (error != null) {
            details.put("fault", error.fault());
            details.put("message", error.message());
            details.put("cloud code", error.cloudCode());
            details.put("cloud request", error.cloudRequestId());
            details.put("remedy", error.remedy());
        }
        for (var leftover : operation.leftovers()) {
            details.put("leftover " + leftover.name(), leftover.kind() + " " + DisplayText.orEmpty(leftover.cloudId()));
        }
        return details;
    }
}
