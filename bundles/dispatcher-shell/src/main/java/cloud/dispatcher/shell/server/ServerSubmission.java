package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.ChangeCommand;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.OutputFormat;
import cloud.dispatcher.shell.ServerNameCache;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.operation.OperationFollower;
import cloud.dispatcher.shell.operation.OperationTable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** Submits actions, and tells what becomes of them. */
abstract class ServerSubmission extends ChangeCommand {
    @Option(name = "--watch", aliases = "-w", description = "Show the progress until all is over")
    boolean watch;

    @Reference
    Servers servers;

    @Reference
    Operations operations;

    @Reference
    Events events;

    @Reference
    Switch dispatcher;

    /** All of them or none. @throws RejectedException when they are refused */
    final List<Operation> submit(List<Action> actions) {
        return value(operations.submit(actions, asked(), done -> ""));
    }

    /** Tells of what was accepted, and returns the exit code. */
    final int report(List<Operation> accepted, Outcomes outcomes) throws Exception {
        outcomes.accepted(accepted.size());
        int code = 0;
        if (!accepted.isEmpty()) {
            code = isDryRun() ? tried(accepted) : watch ? watched(accepted) : told(accepted);
        }
        remark(outcomes.summary());
        return code;
    }

    private int tried(List<Operation> accepted) {
        var names = new ServerNameCache(servers);
        var word = accepted.get(0).action().kind().word();
        tell(
                () -> accepted.stream()
                        .map(one -> names.server(one.action()))
                        .collect(Collectors.joining(", ", "Would " + word + " ", ". Nothing was done.")),
                accepted,
                Table.<Operation>of("").whole("Action", one -> word).whole("Server", one -> names.server(one.action())),
                documents -> documents.dryRun(accepted));
        return 0;
    }

    private int told(List<Operation> accepted) {
        var names = new ServerNameCache(servers);
        tell(
                () -> accepted.stream()
                        .map(one -> "Accepted operation " + one.id() + " (" + names.of(one.action()) + ").")
                        .collect(Collectors.joining(System.lineSeparator())),
                accepted,
                OperationTable.of(names),
                documents -> documents.operations(accepted));
        return 0;
    }

    private int watched(List<Operation> accepted) throws Exception {
        var display = OperationFollower.display(format(), servers, width(), height());
        var ids = accepted.stream().map(Operation::id).toList();
        var over = new OperationFollower(operations, events, dispatcher, display).untilOver(ids);
        if (format() != OutputFormat.TABLE) {
            list(over, OperationTable.of(new ServerNameCache(servers)), documents -> documents.operations(over));
        }
        return OperationFollower.code(over);
    }
}
