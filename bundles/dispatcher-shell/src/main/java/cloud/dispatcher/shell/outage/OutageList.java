package cloud.dispatcher.shell.outage;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.ListCommand;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.ServerNameCache;
import cloud.dispatcher.shell.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code outage:list}: {@link Servers#outages}. */
@Service
@Command(
        scope = "outage",
        name = "list",
        description = "List the outages, the newest first",
        detailedDescription = "Example: outage:list --open")
public final class OutageList extends ListCommand {
    @Option(name = "--open", description = "Only those that are not over")
    boolean open;

    public OutageList() {
        super(50);
    }

    @Override
    protected int run() throws Exception {
        var server = server();
        var found = Lookup.outages(servers, open ? OutageFilter.OPEN : OutageFilter.ALL, server, limit(1));
        list(found, table(open || server != null ? "No such outage." : "No outages."));
        return 0;
    }

    private Table<Outage> table(String empty) {
        var names = new ServerNameCache(servers);
        var now = Instant.now();
        return Table.<Outage>of(empty)
                .whole("Number", Outage::number)
                .name("Server", one -> names.server(one.server()))
                .whole("State", OutageList::state)
                .spare("Discovered", one -> DisplayText.time(one.discoveredAt()))
                .spare("Cleared", one -> DisplayText.time(one.clearedAt()))
                .whole(
                        "For",
                        one -> DisplayText.span(
                                Duration.between(one.discoveredAt(), Objects.requireNonNullElse(one.clearedAt(), now))))
                .total("outage", OutageList::state);
    }

    private static String state(Outage one) {
        return one.clearedAt() == null ? "DISCOVERED" : "CLEARED";
    }
}
