package cloud.dispatcher.shell.outage;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.api.Servers.OutageFilter;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.shell.Lookup;
import cloud.dispatcher.shell.Outages;
import cloud.dispatcher.shell.ServerNames;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import cloud.dispatcher.shell.Titles;
import cloud.dispatcher.shell.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code outage:list}: {@link Servers#outages}. */
@Service
@Command(scope = "outage", name = "list", description = "List the outages, the newest first")
public final class OutageList extends ShellCommand {
    @Option(name = "--open", description = "Only those that are not cleared")
    boolean open;

    @Option(name = "--server", description = "Only those of this server")
    @Completion(ServerNames.class)
    @Nullable
    String server;

    @Option(name = "--limit", description = "How many, to 1000")
    int limit = 50;

    @Reference
    Servers servers;

    @Override
    protected int run() throws Exception {
        if (limit < 1 || limit > Paging.MOST) {
            throw refused("--limit is not within 1 to " + Paging.MOST + ": " + limit);
        }
        var of = server == null
                ? null
                : Lookup.anyServer(servers, server).server().id();
        var found = Outages.of(servers, open ? OutageFilter.OPEN : OutageFilter.ALL, of, limit);
        show(() -> table(found), documents -> documents.list(found));
        return 0;
    }

    private Table table(List<Outage> found) {
        var titles = new Titles(servers);
        var table = Table.of(open || server != null ? "No such outage." : "No outages.")
                .whole("Number")
                .cut("Server")
                .whole("State")
                .spare("Discovered")
                .spare("Cleared")
                .whole("For");
        var now = Instant.now();
        for (var one : found) {
            table.row(
                    one.number(),
                    titles.server(one.server()),
                    one.clearedAt() == null ? "DISCOVERED" : "CLEARED",
                    Words.time(one.discoveredAt()),
                    Words.time(one.clearedAt()),
                    Words.span(Duration.between(one.discoveredAt(), Objects.requireNonNullElse(one.clearedAt(), now))));
        }
        return table;
    }
}
