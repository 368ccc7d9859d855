package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Operations;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code operation:cancel}: {@link Operations#cancel}. */
@Service
@Command(
        scope = "operation",
        name = "cancel",
        description = "Cancel an operation; what a launch left in the cloud is removed")
public final class OperationCancel extends ShellCommand {
    @Argument(name = "operation", description = "Id or the end of an id", required = true)
    @Completion(OperationIds.class)
    String id;

    @Option(name = "--force", description = "Do not ask")
    boolean force;

    @Option(name = "--reason", description = "Why, for the audit")
    @Nullable
    String reason;

    @Reference
    Operations operations;

    @Override
    protected int run() throws Exception {
        var operation = Lookup.operation(operations, id);
        if (!operation.state().isOver()
                && !force
                && !confirmed("Cancel the " + operation.action().kind().word() + "?")) {
            throw refused("Nothing was cancelled.");
        }
        var state = operations
                .cancel(operation.id(), asked(reason), after -> after.state().name())
                .answer();
        System.out.println("Operation " + operation.id() + " is " + state + ".");
        return 0;
    }
}
