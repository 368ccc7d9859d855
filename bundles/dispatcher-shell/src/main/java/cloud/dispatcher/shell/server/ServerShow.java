package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.DetailTable;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outcomes;
import cloud.dispatcher.shell.ServerCompleter;
import cloud.dispatcher.shell.ShellCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code server:show}: {@link Servers#find}. */
@Service
@Command(
        scope = "server",
        name = "show",
        description = "Show all that is known of servers",
        detailedDescription = "Example: server:show web-1")
public final class ServerShow extends ShellCommand {
    @Argument(
            name = "servers",
            description = "Names, patterns of names ('prod-*'), ids or the beginnings of ids",
            required = true,
            multiValued = true)
    @Completion(ServerCompleter.class)
    List<String> names;

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() throws Exception {
        var outcomes = new Outcomes();
        detail(Lookup.servers(servers, names, name -> Lookup.anyServer(servers, name), outcomes), this::table);
        outcomes.summary();
        return 0;
    }

    /** Why the heartbeat is an old one; null while the server is probed. */
    private @Nullable String probed(Heartbeat heartbeat) {
        if (heartbeat.verdict() == Verdict.UNWATCHED) {
            return null;
        }
        if (pinger == null) {
            return "no: there is no pinger";
        }
        return pinger.stoppedAt()
                .map(at -> "not since " + DisplayText.time(at) + ": the pinger is stopped; start it with pinger:start")
                .orElse(null);
    }

    private DetailTable table(ObservedServer observed) {
        var server = observed.server();
        var heartbeat = observed.heartbeat();
        var details = new DetailTable();
        details.put("id", server.id());
        details.put("name", server.name());
        details.put("account", Lookup.accountName(accounts, server.account()));
        details.put("state", server.state());
        details.put("held by operation", observed.heldBy());
        details.put("heartbeat", DisplayText.verdict(heartbeat) + " since " + DisplayText.time(heartbeat.since()));
        details.put("probed", probed(heartbeat));
        details.put("last seen", DisplayText.time(heartbeat.lastSeen()));
        details.put("round trip", DisplayText.roundTrip(heartbeat.rtt()));
        details.put("loss", DisplayText.loss(heartbeat));
        details.put("cloud id", server.cloudId());
        details.put("addresses", String.join(", ", server.addresses()));
        details.put("size", server.size());
        details.put("image", server.image());
        details.put("network", server.network());
        details.put("zone", server.zone());
        details.put("key pair", server.keyPair());
        details.putAll("label ", server.labels());
        details.putAll("fact ", server.facts());
        details.put("observed", DisplayText.time(server.observedAt()));
        details.put("created", DisplayText.time(server.createdAt()));
        details.put("ended", DisplayText.time(server.endedAt()));
        return details;
    }
}
