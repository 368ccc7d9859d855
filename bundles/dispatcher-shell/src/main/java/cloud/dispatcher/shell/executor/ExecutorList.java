package cloud.dispatcher.shell.executor;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code executor:list}: {@link Executors#list}. */
@Service
@Command(
        scope = "executor",
        name = "list",
        description = "List the executors: the kinds of clouds that there are",
        detailedDescription = "Example: executor:list")
public final class ExecutorList extends ShellCommand {
    @Reference
    Executors executors;

    @Override
    protected int run() {
        list(
                executors.list(),
                Table.<ExecutorStatus>of("No executor is installed, and no account names one.")
                        .name("Name", ExecutorStatus::name)
                        .whole("State", ExecutorStatus::state)
                        .text("Actions", ExecutorList::actions)
                        .spareText("Title", ExecutorStatus::title)
                        .total("executor", null));
        return 0;
    }

    static String actions(ExecutorStatus executor) {
        return executor.actions().stream().sorted().map(ActionKind::word).collect(Collectors.joining(", "));
    }
}
