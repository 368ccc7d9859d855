package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.EnumCompleter;
import cloud.dispatcher.shell.EnumOption;
import cloud.dispatcher.shell.KeyValues;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
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
        description = "List the servers with their heartbeats; terminated ones only if their state is asked for",
        detailedDescription = "Example: server:list --state running --label tier=web")
public final class ServerList extends ShellCommand {
    @Option(name = "--account", aliases = "-a", description = "Only those of this account")
    @Completion(AccountCompleter.class)
    @Nullable
    String account;

    @Option(name = "--state", description = "Only those in this state: running, stopped, terminated, …")
    @Completion(EnumCompleter.class)
    @Nullable
    String state;

    @Option(name = "--name", description = "Only those with this in their name")
    @Nullable
    String name;

    @Option(name = "--heartbeat", description = "Only those with this verdict: up, down, unknown, flapping, unwatched")
    @Completion(EnumCompleter.class)
    @Nullable
    String heartbeat;

    @Option(
            name = "--label",
            aliases = "-l",
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
                state == null ? Set.of() : Set.of(EnumOption.of(ServerState.class, "state", state)),
                name,
                KeyValues.of(labels),
                heartbeat == null ? null : EnumOption.of(Verdict.class, "heartbeat", heartbeat),
                ServerQuery.Sort.OLDEST_FIRST);
        list(Lookup.all(servers, query, any -> true), table());
        return 0;
    }

    private Table<ObservedServer> table() {
        var names = accounts.list().stream().collect(Collectors.toMap(Account::id, Account::name));
        var now = Instant.now();
        return Table.<ObservedServer>of("No such server; server:launch makes one.")
                .name("Name", one -> one.server().name())
                .whole("State", one -> one.server().state())
                .text("Heartbeat", one -> DisplayText.verdict(one.heartbeat(), pinger, now))
                .spare("RTT", one -> DisplayText.roundTrip(one.heartbeat().rtt()))
                .spare(
                        "Address",
                        one -> one.server().addresses().stream().findFirst().orElse(""))
                .spareText(
                        "Account",
                        one -> names.getOrDefault(
                                one.server().account(), one.server().account().value()))
                .spareText("Size", one -> one.server().size())
                .id("Id", one -> one.server().id())
                .total("server", one -> one.server().state());
    }
}
