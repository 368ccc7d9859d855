package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.shell.ChangeCommand;
import cloud.dispatcher.shell.Format;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Titles;
import cloud.dispatcher.shell.operation.Follow;
import cloud.dispatcher.shell.operation.OperationTable;
import cloud.dispatcher.shell.operation.Screens;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;

/** Hands actions in, and tells what became of them. */
abstract class ServerAction extends ChangeCommand {
    @Option(name = "--watch", aliases = "-w", description = "Show how it goes until it is over")
    boolean watch;

    @Reference
    Servers servers;

    @Reference
    Operations operations;

    @Reference
    Events events;

    @Reference
    Switch dispatcher;

    /** What is asked for. */
    abstract List<Action> actions() throws Exception;

    @Override
    protected final int run() throws Exception {
        var actions = actions();
        if (!isTrial()) {
            approve(actions);
        }
        var remark = format() == Format.TABLE ? remark(actions) : "";
        var accepted = value(operations.submit(actions, asked(), done -> ""));
        if (!remark.isEmpty()) {
            System.out.println(remark);
        }
        if (isTrial()) {
            return tried(accepted);
        }
        return watch ? watched(accepted) : told(accepted);
    }

    /** What people should know of it, although it is no reason to refuse it; empty where there is nothing. */
    String remark(List<Action> actions) {
        return "";
    }

    /** The place to ask a person; throws when they do not want it. */
    void approve(List<Action> actions) throws Exception {}

    /** The same change of each. */
    final List<Action> changes(ActionKind kind, List<String> names, Force force) {
        return names.stream()
                .<Action>map(name -> new Action.ChangeServer(
                        kind, Lookup.server(servers, name).server().id(), force))
                .toList();
    }

    /** The servers' names, for people. */
    final String names(List<Action> actions) {
        return actions.stream().map(new Titles(servers)::server).collect(Collectors.joining(", "));
    }

    private int tried(List<Operation> accepted) {
        var actions = accepted.stream().map(Operation::action).toList();
        tell(
                () -> "Would " + actions.get(0).kind().word() + " " + names(actions) + ". Nothing was done.",
                () -> table(actions),
                documents -> documents.dryRun(accepted));
        return 0;
    }

    private Table table(List<Action> actions) {
        var titles = new Titles(servers);
        var table = Table.of("").whole("Action").whole("Server");
        actions.forEach(each -> table.row(each.kind().word(), titles.server(each)));
        return table;
    }

    private int told(List<Operation> accepted) {
        var titles = new Titles(servers);
        tell(
                () -> accepted.stream()
                        .map(one -> "Accepted operation " + one.id() + " (" + titles.of(one.action()) + ").")
                        .collect(Collectors.joining(System.lineSeparator())),
                () -> OperationTable.of(accepted, titles),
                documents -> documents.operations(accepted));
        return 0;
    }

    private int watched(List<Operation> accepted) throws Exception {
        var screen = Screens.of(format(), servers, width(), height());
        var ids = accepted.stream().map(Operation::id).toList();
        var over = new Follow(operations, events, dispatcher, screen).untilOver(ids);
        if (format() != Format.TABLE) {
            show(() -> OperationTable.of(over, new Titles(servers)), documents -> documents.operations(over));
        }
        return Follow.code(over);
    }
}
