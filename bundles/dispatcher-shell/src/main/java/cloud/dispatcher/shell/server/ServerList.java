package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.AccountNames;
import cloud.dispatcher.shell.Choice;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Pairs;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Verdicts;
import cloud.dispatcher.shell.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code server:list}: {@link Servers#list}. */
@Service
@Command(
        scope = "server",
        name = "list",
        description = "List the servers with their heartbeats; terminated ones only if their state is asked for")
public final class ServerList extends ShellCommand {
    @Option(name = "--account", description = "Only those of this account")
    @Completion(AccountNames.class)
    @Nullable
    String account;

    @Option(name = "--state", description = "Only those in this state: running, stopped, terminated, …")
    @Completion(ServerStates.class)
    @Nullable
    String state;

    @Option(name = "--name", description = "Only those with this in their name")
    @Nullable
    String name;

    @Option(name = "--heartbeat", description = "Only those with this verdict: up, down, unknown, flapping, unwatched")
    @Completion(Verdicts.class)
    @Nullable
    String heartbeat;

    @Option(
            name = "--label",
            description = "Only those with this label, name=value",
            multiValued = true,
            valueToShowInHelp = "")
    List<String> labels = new ArrayList<>();

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() {
        var query = new ServerQuery(
                account == null ? null : Lookup.account(accounts, account).id(),
                state == null ? Set.of() : Set.of(Choice.of(ServerState.class, "state", state)),
                name,
                Pairs.of(labels),
                heartbeat == null ? null : Choice.of(Verdict.class, "heartbeat", heartbeat),
                ServerQuery.Sort.OLDEST_FIRST);
        var found = Lookup.all(paging -> servers.list(query, paging));
        show(() -> table(found), documents -> documents.list(found));
        return 0;
    }

    private Table table(List<ObservedServer> found) {
        var names = accounts.list().stream().collect(Collectors.toMap(Account::id, Account::name));
        var table = Table.of("No such server; server:launch makes one.")
                .cut("Name")
                .whole("State")
                .cut("Heartbeat")
                .spare("RTT")
                .spare("Address")
                .spare("Account")
                .spare("Size");
        var hasNamesakes =
                found.stream().map(one -> one.server().name()).distinct().count() < found.size();
        table = hasNamesakes ? table.whole("Id") : table.spare("Id");
        var now = Instant.now();
        for (var one : found) {
            var server = one.server();
            table.row(
                    server.name(),
                    server.state(),
                    Words.verdict(one.heartbeat(), pinger, now),
                    Words.roundTrip(one.heartbeat().rtt()),
                    server.addresses().isEmpty() ? "" : server.addresses().get(0),
                    names.getOrDefault(server.account(), server.account().value()),
                    server.size(),
                    server.id());
        }
        return table;
    }
}
