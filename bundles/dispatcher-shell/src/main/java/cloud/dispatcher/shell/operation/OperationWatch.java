package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationCompleter;
import cloud.dispatcher.shell.OutputFormat;
import cloud.dispatcher.shell.ServerNameCache;
import cloud.dispatcher.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code operation:watch}: shows how operations go until they are over. */
@Service
@Command(
        scope = "operation",
        name = "watch",
        description = "Show the progress of operations until they are over or Ctrl-C is typed; as JSON, how they ended",
        detailedDescription = "Example: operation:watch")
public final class OperationWatch extends ShellCommand {
    @Argument(
            name = "operations",
            description = "Ids or the beginnings of ids; none: all that are open",
            multiValued = true)
    @Completion(OperationCompleter.class)
    List<String> ids = new ArrayList<>();

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Reference
    Events events;

    @Reference
    Switch dispatcher;

    @Override
    protected int run() throws Exception {
        var watched = ids.isEmpty()
                ? open()
                : ids.stream().map(id -> Lookup.operation(operations, id).id()).toList();
        if (watched.isEmpty() && format() == OutputFormat.TABLE) {
            System.out.println("No operation is open.");
            return 0;
        }
        var display = OperationFollower.display(format(), servers, width(), height());
        var over = new OperationFollower(operations, events, dispatcher, display).untilOver(watched);
        if (format() != OutputFormat.TABLE) {
            list(over, OperationTable.of(new ServerNameCache(servers)), documents -> documents.operations(over));
        }
        return OperationFollower.code(over);
    }

    private List<OperationId> open() {
        var query = new OperationQuery(OperationList.open(), null, null, null);
        return operations.list(query, Paging.first(Paging.MOST)).items().stream()
                .map(Operation::id)
                .sorted()
                .toList();
    }
}
