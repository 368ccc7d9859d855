package cloud.dispatcher.shell.event;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Events;
import cloud.dispatcher.api.Operations;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.OperationIds;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Words;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code event:list}: the last events of the journal. */
@Service
@Command(scope = "event", name = "list", description = "List the last events")
public final class EventList extends ShellCommand {
    @Option(name = "--last", aliases = "-n", description = "How many numbers to look back, to 1000")
    int last = 50;

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

    @Option(name = "--no-format", description = "Values only, between tabs")
    boolean plain;

    @Reference
    Events events;

    @Reference
    Accounts accounts;

    @Reference
    Servers servers;

    @Reference
    Operations operations;

    @Override
    protected int run() throws Exception {
        if (last < 1 || last > Paging.MOST) {
            throw refused("--last is not within 1 to " + Paging.MOST + ": " + last);
        }
        var query = new EventQuery(
                account == null ? null : Lookup.account(accounts, account).id(),
                server == null ? null : Lookup.server(servers, server).server().id(),
                operation == null
                        ? null
                        : Lookup.operation(operations, operation).id());
        var table = Table.of("No such event among the last " + last + ".", "Number", "At", "Type", "What");
        for (var event : events.after(Math.max(0, events.newest() - last), query, last)) {
            table.row(event.number(), Words.time(event.at()), event.type(), event.message());
        }
        print(table, plain);
        return 0;
    }
}
