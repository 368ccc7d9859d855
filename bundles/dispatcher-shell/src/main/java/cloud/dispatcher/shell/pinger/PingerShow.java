package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Watched;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.shell.DetailTable;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ServerCompleter;
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
        description = "Show what the pinger knows of one server, and its last outages",
        detailedDescription = "Example: pinger:show web-1")
public final class PingerShow extends PingerCommand {
    private static final int OUTAGES = 10;

    @Argument(name = "server", description = "Name, id or the beginning of an id", required = true)
    @Completion(ServerCompleter.class)
    String name;

    @Reference
    Servers servers;

    @Override
    int run(Pinger pinger) throws CommandException {
        var server = Lookup.server(servers, name).server();
        var watched = pinger.watched(server.id()).orElseThrow(() -> refused(unwatched(pinger, server)));
        var outages = Lookup.outages(servers, OutageFilter.ALL, server.id(), OUTAGES);
        detail(List.of(watched), one -> table(one, outages), (documents, one) -> documents.watched(one, outages));
        return 0;
    }

    private static String unwatched(Pinger pinger, Server server) {
        return pinger.isRunning()
                ? server.name() + " is not watched: it is " + server.state() + " and has no address."
                : "The pinger is stopped; start it with pinger:start.";
    }

    private static DetailTable table(Watched watched, List<Outage> outages) {
        var heartbeat = watched.heartbeat();
        var details = new DetailTable();
        details.put("server", watched.server());
        details.put("name", watched.name());
        details.put("state", watched.state());
        details.put("address", watched.address());
        details.put("probed by", DisplayText.probe(watched.probe()));
        details.put("verdict", DisplayText.verdict(heartbeat) + " since " + DisplayText.time(heartbeat.since()));
        details.put("last seen", DisplayText.time(heartbeat.lastSeen()));
        details.put("round trip", DisplayText.roundTrip(heartbeat.rtt()));
        details.put("loss", DisplayText.loss(heartbeat));
        details.put("last probe", DisplayText.time(watched.lastProbe()));
        details.put("next probe", DisplayText.time(watched.nextProbe()));
        outages.forEach(outage -> details.put("outage " + outage.number(), words(outage)));
        return details;
    }

    private static String words(Outage outage) {
        var discovered = DisplayText.time(outage.discoveredAt());
        return outage.clearedAt() == null
                ? "since " + discovered
                : discovered + " to " + DisplayText.time(outage.clearedAt()) + ", "
                        + DisplayText.span(Duration.between(outage.discoveredAt(), outage.clearedAt()));
    }
}
