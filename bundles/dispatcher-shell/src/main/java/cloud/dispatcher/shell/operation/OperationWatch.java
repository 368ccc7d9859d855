package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.Format;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Titles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
        description =
                "Show how operations go until they are over (Ctrl-C: until you have seen enough); as JSON, their end")
public final class OperationWatch extends ShellCommand {
    @Argument(name = "operations", description = "Ids or ends of ids; none: all that are open", multiValued = true)
    @Completion(OperationIds.class)
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
        if (watched.isEmpty() && format() == Format.TABLE) {
            System.out.println("No operation is open.");
            return 0;
        }
        var screen = Screens.of(format(), servers, width(), height());
        var over = new Follow(operations, events, dispatcher, screen).untilOver(watched);
        if (format() != Format.TABLE) {
            show(() -> OperationTable.of(over, new Titles(servers)), documents -> documents.operations(over));
        }
        return Follow.code(over);
    }

    private List<OperationId> open() {
        var states = Arrays.stream(OperationState.values())
                .filter(one -> !one.isOver())
                .collect(Collectors.toSet());
        var query = new OperationQuery(states, null, null, null);
        return operations.list(query, Paging.first(Paging.MOST)).items().stream()
                .map(Operation::id)
                .sorted()
                .toList();
    }
}
