package cloud.dispatcher.shell.executor;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.shell.ExecutorNames;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** {@code executor:show}: one of {@link Executors#list}. */
@Service
@Command(
        scope = "executor",
        name = "show",
        description = "Show what an executor can do, and which settings and credentials its accounts have")
public final class ExecutorShow extends ShellCommand {
    @Argument(name = "executor", description = "Its name; see executor:list", required = true)
    @Completion(ExecutorNames.class)
    String executor;

    @Option(name = "--no-format", description = "Values only, between tabs")
    boolean plain;

    @Reference
    Executors executors;

    @Override
    protected int run() throws CommandException {
        var found = executors.list().stream()
                .filter(one -> one.name().equals(executor))
                .findFirst()
                .orElseThrow(() ->
                        refused("There is no executor called " + executor + "; executor:list shows those there are."));
        print(table(found), plain);
        return 0;
    }

    private static Table table(ExecutorStatus one) {
        var table = Table.of("", "", "", "Type", "Default", "Allowed", "Meaning");
        table.row("title", one.title(), "", "", "", "");
        table.row("state", one.state(), "", "", "", "");
        var actions = one.actions().stream().sorted().map(ActionKind::word).collect(Collectors.joining(", "));
        table.row("actions", actions, "", "", "", "");
        one.settings().forEach(each -> row(table, "setting", each));
        one.credentials().forEach(each -> row(table, "credential", each));
        return table;
    }

    private static void row(Table table, String what, Setting setting) {
        table.row(
                what,
                setting.name(),
                setting.type().name().toLowerCase(Locale.ROOT),
                setting.fallback() == null ? "must be given" : setting.fallback(),
                String.join(", ", setting.allowed()),
                setting.description());
    }
}
