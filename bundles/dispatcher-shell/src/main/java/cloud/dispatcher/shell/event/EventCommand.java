package cloud.dispatcher.shell.event;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.ListCommand;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationCompleter;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** Shows the events that people choose. */
abstract class EventCommand extends ListCommand {
    @Option(name = "--account", aliases = "-a", description = "Only those of this account")
    @Completion(AccountCompleter.class)
    @Nullable
    String account;

    @Option(name = "--operation", description = "Only those of this operation")
    @Completion(OperationCompleter.class)
    @Nullable
    String operation;

    @Reference
    Events events;

    @Reference
    Accounts accounts;

    @Reference
    Operations operations;

    EventCommand(int limit) {
        super(limit);
    }

    final EventQuery query() {
        return new EventQuery(
                account == null ? null : Lookup.account(accounts, account).id(),
                server(),
                operation == null
                        ? null
                        : Lookup.operation(operations, operation).id());
    }
}
