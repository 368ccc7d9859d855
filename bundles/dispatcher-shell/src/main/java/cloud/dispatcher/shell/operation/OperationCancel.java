package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.shell.ChangeCommand;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.Titles;
import java.util.List;
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
        description = "Cancel an operation; what a launch left in the cloud is removed")
public final class OperationCancel extends ChangeCommand {
    @Argument(name = "operation", description = "Id or the end of an id", required = true)
    @Completion(OperationIds.class)
    String id;

    @Option(name = "--force", description = "Do not ask")
    boolean force;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Override
    protected int run() throws Exception {
        var operation = Lookup.operation(operations, id);
        if (!operation.state().isOver()
                && !force
                && !isTrial()
                && !confirmed("Cancel the " + operation.action().kind().word() + "?")) {
            throw refused("Nothing was cancelled.");
        }
        var after = value(operations.cancel(operation.id(), asked(), done -> ""));
        tell(
                () -> isTrial()
                        ? "Operation " + after.id() + " would be " + after.state() + ". Nothing was done."
                        : "Operation " + after.id() + " is " + after.state() + ".",
                () -> OperationTable.of(List.of(after), new Titles(servers)),
                documents -> isTrial() ? documents.dryRun(after) : documents.of(after));
        return 0;
    }
}
