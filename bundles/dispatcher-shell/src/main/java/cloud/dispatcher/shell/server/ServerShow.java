package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Accounts;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.Sheet;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Words;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code server:show}: {@link Servers#find}. */
@Service
@Command(scope = "server", name = "show", description = "Show all that is known of one server")
public final class ServerShow extends ShellCommand {
    @Argument(name = "server", description = "Name, id or the end of an id", required = true)
    @Completion(ServerNames.class)
    String name;

    @Reference
    Servers servers;

    @Reference
    Accounts accounts;

    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() {
        var observed = Lookup.anyServer(servers, name);
        show(() -> table(observed), documents -> documents.of(observed));
        return 0;
    }

    /** What the heartbeat is worth; null while the server is asked. */
    private @Nullable String asked(Heartbeat heartbeat) {
        if (heartbeat.verdict() == Verdict.UNWATCHED) {
            return null;
        }
        if (pinger == null) {
            return "by nobody: there is no pinger";
        }
        return pinger.stoppedAt()
                .map(at -> "not since " + Words.time(at) + ": the pinger is stopped; pinger:start goes on")
                .orElse(null);
    }

    private Table table(ObservedServer observed) {
        var server = observed.server();
        var heartbeat = observed.heartbeat();
        var sheet = new Sheet();
        sheet.put("id", server.id());
        sheet.put("name", server.name());
        sheet.put("account", Lookup.accountName(accounts, server.account()));
        sheet.put("state", server.state());
        sheet.put("held by operation", observed.heldBy());
        sheet.put("heartbeat", Words.verdict(heartbeat) + " since " + Words.time(heartbeat.since()));
        sheet.put("asked", asked(heartbeat));
        sheet.put("last seen", Words.time(heartbeat.lastSeen()));
        sheet.put("round trip", Words.roundTrip(heartbeat.rtt()));
        sheet.put("loss", Words.loss(heartbeat));
        sheet.put("cloud id", server.cloudId());
        sheet.put("addresses", String.join(", ", server.addresses()));
        sheet.put("size", server.size());
        sheet.put("image", server.image());
        sheet.put("network", server.network());
        sheet.put("zone", server.zone());
        sheet.put("key pair", server.keyPair());
        sheet.putAll("label ", server.labels());
        sheet.putAll("fact ", server.facts());
        sheet.put("observed", Words.time(server.observedAt()));
        sheet.put("created", Words.time(server.createdAt()));
        sheet.put("ended", Words.time(server.endedAt()));
        return sheet.table();
    }
}
