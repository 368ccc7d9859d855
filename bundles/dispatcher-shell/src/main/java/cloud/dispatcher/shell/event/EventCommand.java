package cloud.dispatcher.shell.event;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** Lets people say which events they want to see. */
abstract class EventCommand extends ShellCommand {
    @Option(name = "--account", description = "Only those of this account")
    @Completion(AccountNames.class)
    @Nullable
    String account;

    @Option(name = "--server", description = "Only those of this server")
    @Completion(ServerNames.class)
    @Nullable
    String server;

    @Option(name = "--operation", description = "Only those of this operation")
    @Completion(OperationIds.class)
    @Nullable
    String operation;

    @Reference
    Events events;

    @Reference
    Accounts accounts;

    @Reference
    Servers servers;

    @Reference
    Operations operations;

    final EventQuery query() {
        return new EventQuery(
                account == null ? null : Lookup.account(accounts, account).id(),
                server == null
                        ? null
                        : Lookup.anyServer(servers, server).server().id(),
                operation == null
                        ? null
                        : Lookup.operation(operations, operation).id());
    }
}
