package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.shell.AccountCompleter;
import cloud.dispatcher.shell.KeyValues;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.ServerNameCache;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code server:launch}. */
@Service
@Command(
        scope = "server",
        name = "launch",
        description = "Launch a server, or several of one kind",
        detailedDescription =
                "Example: server:launch web --count 3 --size small --image debian-12 --label tier=web --watch")
public final class ServerLaunch extends ServerSubmission {
    private static final int MOST = 1_000;

    @Argument(name = "name", description = "Its name; several get -1, -2, … behind it", required = true)
    String name;

    @Option(name = "--account", aliases = "-a", description = "The account; may be left out where there is only one")
    @Completion(AccountCompleter.class)
    @Nullable
    String account;

    @Option(name = "--size", aliases = "-s", description = "The cloud's word for its shape", required = true)
    @Completion(CatalogCompleter.class)
    String size;

    @Option(name = "--image", aliases = "-i", description = "What it starts from", required = true)
    @Completion(CatalogCompleter.class)
    String image;

    @Option(name = "--network", description = "Where it is attached")
    @Completion(CatalogCompleter.class)
    @Nullable
    String network;

    @Option(name = "--zone", description = "Where in the cloud")
    @Completion(CatalogCompleter.class)
    @Nullable
    String zone;

    @Option(name = "--key-pair", description = "Whose key may log in")
    @Completion(CatalogCompleter.class)
    @Nullable
    String keyPair;

    @Option(
            name = "--user-data",
            description = "A file on the container's machine, or - for the standard input, of any bytes: handed to the"
                    + " server at its first boot")
    @Completion(FileCompleter.class)
    @Nullable
    String userData;

    @Option(name = "--label", aliases = "-l", description = "name=value", multiValued = true, valueToShowInHelp = "")
    List<String> labels = new ArrayList<>();

    @Option(name = "--count", aliases = "-n", description = "How many, to 1000")
    int count = 1;

    @Reference
    Accounts accounts;

    @Override
    protected int run() throws Exception {
        var launches = launches();
        var remark = isDryRun() ? "" : namesakes(launches);
        var accepted = submit(launches);
        remark(remark);
        return report(accepted, new Outcomes());
    }

    private List<Action> launches() throws CommandException {
        requireWithin("--count", count, 1, MOST);
        var where = account();
        var secret = userData == null ? null : UserDataReader.read(userData, session);
        var launches = new ArrayList<Action>();
        for (int i = 1; i <= count; i++) {
            launches.add(new Action.LaunchServer(
                    where.id(),
                    count == 1 ? name : name + "-" + i,
                    size,
                    image,
                    network,
                    zone,
                    keyPair,
                    secret,
                    KeyValues.of(labels)));
        }
        return launches;
    }

    /** Clouds accept several servers of one name, and so does the dispatcher; but then a name is not enough. */
    private String namesakes(List<Action> launches) {
        var names = launches.stream().map(new ServerNameCache(servers)::server).collect(Collectors.toSet());
        var taken = Lookup.called(servers, name, names);
        if (taken.isEmpty()) {
            return "";
        }
        var first = taken.get(0).server();
        return "The name " + first.name() + " is taken by " + Lookup.candidate(first)
                + (taken.size() > 1 ? ", and there are " + (taken.size() - 1) + " more such servers" : "")
                + ": name each of them by its id.";
    }

    private Account account() throws CommandException {
        if (account != null) {
            return Lookup.account(accounts, account);
        }
        var all = accounts.list();
        if (all.size() != 1) {
            throw refused(
                    all.isEmpty()
                            ? "There is no account yet; account:create makes one."
                            : "There are " + all.size() + " accounts: name one with --account.");
        }
        return all.get(0);
    }
}
