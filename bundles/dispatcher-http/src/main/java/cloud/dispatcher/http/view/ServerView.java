package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server with what is known of it. */
public record ServerView(
        ServerId id,
        AccountId account,
        String name,
        String size,
        String image,
        @Nullable String network,
        @Nullable String zone,
        @Nullable String keyPair,
        Map<String, String> labels,
        ServerState state,
        @Nullable String cloudId,

        @Described("Where it can be reached, the best first.")
        List<String> addresses,

        ProbeView probe,
        HeartbeatView heartbeat,
        @Described("What else its cloud tells.") Map<String, String> facts,

        @Described("The operation whose turn it is on this server.") @Nullable
        OperationId heldBy,

        @Described("When its cloud was last asked.") @Nullable
        Instant observedAt,

        Instant createdAt,
        @Nullable Instant endedAt,
        long version) {

    /** How a server is heartbeaten. */
    public record ProbeView(
            Probe.Method method,
            @Nullable Integer port,
            @Described("Why it is not watched.") @Nullable String why) {
        static ProbeView of(Probe probe) {
            return new ProbeView(probe.method(), probe.method() == Probe.Method.TCP ? probe.port() : null, probe.why());
        }
    }

    static ServerView of(ObservedServer observed, @Nullable Pinger pinger) {
        var server = observed.server();
        return new ServerView(
                server.id(),
                server.account(),
                server.name(),
                server.size(),
                server.image(),
                server.network(),
                server.zone(),
                server.keyPair(),
                server.labels(),
                server.state(),
                server.cloudId(),
                server.addresses(),
                ProbeView.of(server.probe()),
                HeartbeatView.of(observed.heartbeat(), pinger),
                server.facts(),
                observed.heldBy(),
                server.observedAt(),
                server.createdAt(),
                server.endedAt(),
                server.version());
    }
}
