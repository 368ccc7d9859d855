package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.ChangeCommand;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationCompleter;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.ServerNameCache;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code operation:cancel}: {@link Operations#cancel}. */
@Service
@Command(
        scope = "operation",
        name = "cancel",
        description = "Cancel operations; what a launch left in the cloud is removed",
        detailedDescription = "Example: operation:cancel 019ab5d2-7c1e-7f00")
public final class OperationCancel extends ChangeCommand {
    @Argument(name = "operations", description = "Ids or the beginnings of ids", required = true, multiValued = true)
    @Completion(OperationCompleter.class)
    List<String> ids;

    @Option(name = "--force", aliases = "-f", description = "Do not ask")
    boolean force;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Override
    protected int run() throws Exception {
        var outcomes = new Outcomes();
        var chosen = Lookup.operations(operations, ids, outcomes);
        var names = new ServerNameCache(servers);
        var open = chosen.stream()
                .filter(one -> !one.state().isOver())
                .map(one -> names.of(one.action()))
                .collect(Collectors.joining(", "));
        if (!open.isEmpty() && !isDryRun()) {
            confirm(force, "Cancel " + open + "?");
        }
        for (var operation : chosen) {
            try {
                report(value(operations.cancel(operation.id(), asked(), done -> "")), names);
                outcomes.accepted(1);
            } catch (RejectedException e) {
                outcomes.refused(operation.id().value(), e);
            }
        }
        remark(outcomes.summary());
        return 0;
    }

    private void report(Operation after, ServerNameCache names) {
        tell(
                () -> isDryRun()
                        ? "Operation " + after.id() + " would be " + after.state() + ". Nothing was done."
                        : "Operation " + after.id() + " is " + after.state() + ".",
                List.of(after),
                OperationTable.of(names),
                documents -> isDryRun() ? documents.dryRun(after) : documents.of(after));
    }
}
