package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Watched;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outages;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.Sheet;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Words;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** {@code pinger:show}: {@link Pinger#watched(ServerId)}, with its last outages. */
@Service
@Command(
        scope = "pinger",
        name = "show",
        description = "Show what the pinger thinks of one server, and its last outages")
public final class PingerShow extends PingerCommand {
    private static final int OUTAGES = 10;

    @Argument(name = "server", description = "Name, id or the end of an id", required = true)
    @Completion(ServerNames.class)
    String name;

    @Reference
    Servers servers;

    @Override
    int run(Pinger pinger) throws CommandException {
        var server = Lookup.server(servers, name).server();
        var watched = pinger.watched(server.id()).orElseThrow(() -> refused(unwatched(pinger, server)));
        var outages = Outages.of(servers, OutageFilter.ALL, server.id(), OUTAGES);
        show(() -> table(watched, outages), documents -> documents.watched(watched, outages));
        return 0;
    }

    private static String unwatched(Pinger pinger, Server server) {
        return pinger.isRunning()
                ? server.name() + " is not watched: it is " + server.state() + " and has no address."
                : "The pinger is stopped; start it with pinger:start.";
    }

    private static Table table(Watched watched, List<Outage> outages) {
        var heartbeat = watched.heartbeat();
        var sheet = new Sheet();
        sheet.put("server", watched.server());
        sheet.put("name", watched.name());
        sheet.put("state", watched.state());
        sheet.put("address", watched.address());
        sheet.put("asked by", Words.probe(watched.probe()));
        sheet.put("verdict", Words.verdict(heartbeat) + " since " + Words.time(heartbeat.since()));
        sheet.put("last seen", Words.time(heartbeat.lastSeen()));
        sheet.put("round trip", Words.roundTrip(heartbeat.rtt()));
        sheet.put("loss", Words.loss(heartbeat));
        sheet.put("last probe", Words.time(watched.lastProbe()));
        sheet.put("next probe", Words.time(watched.nextProbe()));
        outages.forEach(outage -> sheet.put("outage " + outage.number(), words(outage)));
        return sheet.table();
    }

    private static String words(Outage outage) {
        var discovered = Words.time(outage.discoveredAt());
        return outage.clearedAt() == null
                ? "since " + discovered
                : discovered + " to " + Words.time(outage.clearedAt()) + ", "
                        + Words.span(Duration.between(outage.discoveredAt(), outage.clearedAt()));
    }
}
