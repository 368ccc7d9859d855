package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.Sheet;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Titles;
import cloud.dispatcher.shell.Words;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code operation:show}: {@link Operations#find}. */
@Service
@Command(scope = "operation", name = "show", description = "Show all that is known of one operation")
public final class OperationShow extends ShellCommand {
    @Argument(name = "operation", description = "Id or the end of an id", required = true)
    @Completion(OperationIds.class)
    String id;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Override
    protected int run() {
        var operation = Lookup.operation(operations, id);
        show(() -> table(operation), documents -> documents.of(operation));
        return 0;
    }

    private Table table(Operation operation) {
        var sheet = new Sheet();
        sheet.put("id", operation.id());
        sheet.put("action", operation.action().kind().word());
        sheet.put("server", new Titles(servers).server(operation.action()) + " (" + operation.server() + ")");
        sheet.put("account", Lookup.accountName(accounts, operation.account()));
        sheet.put("state", operation.state());
        sheet.put("progress", Words.progress(operation.progress()));
        sheet.put("waits for", Words.waiting(operation.waiting()));
        sheet.put("actor", operation.actor());
        sheet.put("reason", operation.reason());
        sheet.put("attempts", operation.attempts());
        sheet.put("created", Words.time(operation.createdAt()));
        sheet.put("started", Words.time(operation.startedAt()));
        sheet.put("not before", Words.time(operation.notBefore()));
        sheet.put("deadline", Words.time(operation.deadline()));
        sheet.put("ended", Words.time(operation.endedAt()));
        sheet.putAll("result ", operation.result());
        var error = operation.error();
        if (error != null) {
            sheet.put("fault", error.fault());
            sheet.put("message", error.message());
            sheet.put("cloud code", error.cloudCode());
            sheet.put("cloud request", error.cloudRequestId());
            sheet.put("remedy", error.remedy());
        }
        for (var leftover : operation.leftovers()) {
            sheet.put("leftover " + leftover.name(), leftover.kind() + " " + Words.orEmpty(leftover.cloudId()));
        }
        return sheet.table();
    }
}
