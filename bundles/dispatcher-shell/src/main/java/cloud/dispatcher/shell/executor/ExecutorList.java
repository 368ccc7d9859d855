package cloud.dispatcher.shell.executor;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code executor:list}: {@link Executors#list}. */
@Service
@Command(
        scope = "executor",
        name = "list",
        description = "List the executors: the kinds of clouds that can be spoken to")
public final class ExecutorList extends ShellCommand {
    @Reference
    Executors executors;

    @Override
    protected int run() {
        var all = executors.list();
        show(() -> table(all), documents -> documents.list(all));
        return 0;
    }

    private static Table table(List<ExecutorStatus> executors) {
        var table = Table.of("No executor is installed, and no account names one.")
                .whole("Name")
                .whole("State")
                .cut("Actions")
                .spareText("Title");
        for (var one : executors) {
            var actions = one.actions().stream().sorted().map(ActionKind::word).collect(Collectors.joining(", "));
            table.row(one.name(), one.state(), actions, one.title());
        }
        return table;
    }
}
