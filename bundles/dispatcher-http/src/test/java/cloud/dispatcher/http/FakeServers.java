package cloud.dispatcher.http;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As many servers as the test wants. */
public final class FakeServers implements Servers {
    private final List<ObservedServer> servers = new ArrayList<>();
    ServerQuery lastQuery;
    Paging lastPaging;
    OutageFilter lastFilter;

    /** The page from which on reading fails; 0 for never. */
    int breaksAt;

    public void has(int count) {
        for (int i = 0; i < count; i++) {
            servers.add(server("s-" + i));
        }
    }

    private static ObservedServer server(String id) {
        var server = new Server(
                new ServerId(id),
                new AccountId("a-1"),
                "web",
                "small",
                "debian",
                "net",
                "zone-1",
                "key",
                Map.of("env", "prod"),
                ServerState.RUNNING,
                "i-1",
                List.of("127.64.0.1"),
                Probe.tcp(22),
                Map.of("host", "h1"),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                3);
        var heartbeat =
                new Heartbeat(Verdict.DOWN, Instant.EPOCH, Instant.EPOCH, Duration.ofMillis(2), 0.5, 7L, "because");
        return new ObservedServer(server, heartbeat, new OperationId("o-1"));
    }

    @Override
    public ObservedServer find(ServerId id) {
        return servers.stream()
                .filter(each -> each.server().id().equals(id))
                .findAny()
                .orElseThrow(() -> new RejectedException(Refusal.NOT_FOUND, "There is no such server."));
    }

    @Override
    public Page<ObservedServer> list(ServerQuery query, Paging paging) {
        lastQuery = query;
        lastPaging = paging;
        int from = paging.cursor() == null ? 0 : Integer.parseInt(paging.cursor());
        if (breaksAt > 0 && from >= breaksAt) {
            throw new IllegalStateException("the disk is gone");
        }
        int to = Math.min(servers.size(), from + paging.limit());
        return new Page<>(servers.subList(from, to), to < servers.size() ? String.valueOf(to) : null);
    }

    @Override
    public Page<Outage> outages(OutageFilter filter, Paging paging) {
        lastFilter = filter;
        return new Page<>(
                List.of(new Outage(
                        7, new ServerId("s-0"), new AccountId("a-1"), Instant.EPOCH, Instant.EPOCH.plusSeconds(1))),
                null);
    }
}
