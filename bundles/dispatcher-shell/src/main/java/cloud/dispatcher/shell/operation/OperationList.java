package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Choice;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Titles;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code operation:list}: {@link Operations#list}. */
@Service
@Command(scope = "operation", name = "list", description = "List the operations, the newest first")
public final class OperationList extends ShellCommand {
    @Option(name = "--open", description = "Only those that are not over")
    boolean open;

    @Option(name = "--state", description = "Only those in this state")
    @Completion(OperationStates.class)
    @Nullable
    String state;

    @Option(name = "--action", description = "Only this action: launch, stop, …")
    @Completion(ActionWords.class)
    @Nullable
    String action;

    @Option(name = "--account", description = "Only those of this account")
    @Completion(AccountNames.class)
    @Nullable
    String account;

    @Option(name = "--server", description = "Only those on this server")
    @Completion(ServerNames.class)
    @Nullable
    String server;

    @Option(name = "--limit", description = "How many, to 1000")
    int limit = 50;

    @Reference
    Operations operations;

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        if (limit < 1 || limit > Paging.MOST) {
            throw refused("--limit is not within 1 to " + Paging.MOST + ": " + limit);
        }
        var query = new OperationQuery(
                states(),
                account == null ? null : Lookup.account(accounts, account).id(),
                server == null
                        ? null
                        : Lookup.anyServer(servers, server).server().id(),
                action == null ? null : Choice.of(ActionKind.class, "action", action));
        var found = operations.list(query, Paging.first(limit)).items();
        show(() -> OperationTable.of(found, new Titles(servers)), documents -> documents.list(found));
        return 0;
    }

    private Set<OperationState> states() {
        if (state != null) {
            return Set.of(Choice.of(OperationState.class, "state", state));
        }
        return open
                ? Arrays.stream(OperationState.values())
                        .filter(one -> !one.isOver())
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
