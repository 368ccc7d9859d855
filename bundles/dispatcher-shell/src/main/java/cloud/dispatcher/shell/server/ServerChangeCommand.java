package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.KeyValues;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.ServerCompleter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** The same change of each server that is chosen. */
abstract class ServerChangeCommand extends ServerSubmission {
    /** How many the engine takes at once. */
    private static final int MOST = 1_000;

    private static final int SHOWN = 10;

    @Argument(
            name = "servers",
            description = "Names, patterns of names ('prod-*'), ids or the beginnings of ids",
            multiValued = true)
    @Completion(ServerCompleter.class)
    List<String> names = new ArrayList<>();

    @Option(name = "--account", aliases = "-a", description = "Only servers of this account")
    @Completion(AccountCompleter.class)
    @Nullable
    String account;

    @Option(
            name = "--label",
            aliases = "-l",
            description = "Only servers with this label, name=value",
            multiValued = true,
            valueToShowInHelp = "")
    List<String> labels = new ArrayList<>();

    @Reference
    Accounts accounts;

    private final ActionKind kind;

    ServerChangeCommand(ActionKind kind) {
        this.kind = kind;
    }

    Force force() {
        return Force.GRACEFUL;
    }

    /** The place to ask a person about all of them. */
    void approve(String targets) throws IOException, CommandException {}

    @Override
    protected final int run() throws Exception {
        var outcomes = new Outcomes();
        var chosen = chosen(outcomes);
        if (!isDryRun() && !chosen.isEmpty()) {
            approve(targets(chosen));
        }
        var accepted = new ArrayList<Operation>();
        for (int i = 0; i < chosen.size(); i += MOST) {
            submit(chosen.subList(i, Math.min(chosen.size(), i + MOST)), accepted, outcomes);
        }
        return report(accepted, outcomes);
    }

    private List<ObservedServer> chosen(Outcomes outcomes) throws CommandException {
        if (names.isEmpty() && account == null && labels.isEmpty()) {
            throw refused(
                    "Name the servers, or choose them by --account or --label; server:list shows those there are.");
        }
        var filter = new ServerQuery(
                account == null ? null : Lookup.account(accounts, account).id(),
                Set.of(),
                null,
                KeyValues.of(labels),
                null,
                ServerQuery.Sort.OLDEST_FIRST);
        if (names.isEmpty()) {
            var all = Lookup.all(servers, filter, any -> true);
            if (all.isEmpty()) {
                throw refused("There is no such server; server:list shows those there are.");
            }
            return all;
        }
        var named = Lookup.servers(servers, names, name -> Lookup.server(servers, name), outcomes);
        var chosen = named.stream()
                .filter(one ->
                        filter.account() == null || one.server().account().equals(filter.account()))
                .filter(one -> one.server()
                        .labels()
                        .entrySet()
                        .containsAll(filter.labels().entrySet()))
                .toList();
        if (chosen.isEmpty() && !named.isEmpty()) {
            throw refused("None of these servers has that account and those labels.");
        }
        return chosen;
    }

    private static String targets(List<ObservedServer> chosen) {
        return (chosen.size() > 1 ? chosen.size() + " servers: " : "")
                + chosen.stream()
                        .limit(SHOWN)
                        .map(one -> one.server().name())
                        .collect(Collectors.joining(", ", "", chosen.size() > SHOWN ? ", …" : ""));
    }

    /** All in one commit where none is refused; else the halves, so that each that can be accepted is. */
    private void submit(List<ObservedServer> chosen, List<Operation> accepted, Outcomes outcomes) {
        try {
            accepted.addAll(submit(chosen.stream()
                    .<Action>map(
                            one -> new Action.ChangeServer(kind, one.server().id(), force()))
                    .toList()));
        } catch (RejectedException e) {
            if (e.refusal() == Refusal.STOPPED && accepted.isEmpty()) {
                throw e;
            }
            if (chosen.size() == 1) {
                outcomes.refused(chosen.get(0).server().name(), e);
                return;
            }
            int half = chosen.size() / 2;
            submit(chosen.subList(0, half), accepted, outcomes);
            submit(chosen.subList(half, chosen.size()), accepted, outcomes);
        }
    }
}
