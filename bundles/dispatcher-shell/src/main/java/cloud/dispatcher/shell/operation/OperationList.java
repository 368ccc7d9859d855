package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.EnumCompleter;
import cloud.dispatcher.shell.EnumOption;
import cloud.dispatcher.shell.ListCommand;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ServerNameCache;
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
@Command(
        scope = "operation",
        name = "list",
        description = "List the operations, the newest first",
        detailedDescription = "Example: operation:list --open --account lab")
public final class OperationList extends ListCommand {
    @Option(name = "--open", description = "Only those that are not over")
    boolean open;

    @Option(name = "--state", description = "Only those in this state")
    @Completion(EnumCompleter.class)
    @Nullable
    String state;

    @Option(name = "--action", description = "Only this action: launch, stop, …")
    @Completion(EnumCompleter.class)
    @Nullable
    String action;

    @Option(name = "--account", aliases = "-a", description = "Only those of this account")
    @Completion(AccountCompleter.class)
    @Nullable
    String account;

    @Reference
    Operations operations;

    @Reference
    Accounts accounts;

    public OperationList() {
        super(50);
    }

    @Override
    protected int run() throws Exception {
        var query = new OperationQuery(
                states(),
                account == null ? null : Lookup.account(accounts, account).id(),
                server(),
                action == null ? null : EnumOption.of(ActionKind.class, "action", action));
        list(operations.list(query, Paging.first(limit(1))).items(), OperationTable.of(new ServerNameCache(servers)));
        return 0;
    }

    private Set<OperationState> states() {
        if (state != null) {
            return Set.of(EnumOption.of(OperationState.class, "state", state));
        }
        return open ? open() : Set.of();
    }

    /** The states of an operation that is not over. */
    static Set<OperationState> open() {
        return Arrays.stream(OperationState.values())
                .filter(one -> !one.isOver())
                .collect(Collectors.toSet());
    }
}
