package cloud.dispatcher.shell.executor;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code executor:list}: {@link Executors#list}. */
@Service
@Command(
        scope = "executor",
        name = "list",
        description = "List the executors: the kinds of clouds that can be spoken to")
public final class ExecutorList extends ShellCommand {
    @Option(name = "--no-format", description = "Values only, between tabs")
    boolean plain;

    @Reference
    Executors executors;

    @Override
    protected int run() {
        var table =
                Table.of("No executor is installed, and no account names one.", "Name", "State", "Actions", "Title");
        for (var one : executors.list()) {
            var actions = one.actions().stream().sorted().map(ActionKind::word).collect(Collectors.joining(", "));
            table.row(one.name(), one.state(), actions, one.title());
        }
        print(table, plain);
        return 0;
    }
}
