package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Sighting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next version of a server, while it is being decided. */
final class ServerDraft {
    private final Server before;
    ServerState state;
    private @Nullable String cloudId;
    private List<String> addresses;
    private Probe probe;
    private Map<String, String> facts;
    private @Nullable Instant observedAt;
    private @Nullable Instant endedAt;

    ServerDraft(Server before) {
        this.before = before;
        state = before.state();
        cloudId = before.cloudId();
        addresses = before.addresses();
        probe = before.probe();
        facts = before.facts();
        observedAt = before.observedAt();
        endedAt = before.endedAt();
    }

    /** What the cloud shows, but for the state: that depends on what is being done to the server. */
    ServerDraft seen(Sighting sighting, Instant now) {
        cloudId = sighting.cloudId();
        addresses = sighting.addresses();
        probe = sighting.probe();
        facts = sighting.facts();
        observedAt = now;
        return this;
    }

    /** One fact more, for people. */
    ServerDraft fact(String name, String value) {
        var more = new HashMap<>(facts);
        more.put(name, value);
        facts = more;
        return this;
    }

    ServerDraft setState(ServerState next) {
        state = next;
        return this;
    }

    ServerDraft ended(Instant now) {
        state = ServerState.TERMINATED;
        endedAt = now;
        return this;
    }

    /** Whether the cloud has shown it. */
    boolean isSeen() {
        return cloudId != null;
    }

    /** Whether there is anything to write. A newer look alone is written too: people want to know how old the facts are. */
    boolean isChanged() {
        return !server(before.version()).equals(before);
    }

    Server server() {
        return server(before.version() + 1);
    }

    private Server server(long version) {
        return new Server(
                before.id(),
                before.account(),
                before.name(),
                before.size(),
                before.image(),
                before.network(),
                before.zone(),
                before.keyPair(),
                before.labels(),
                state,
                cloudId,
                addresses,
                probe,
                facts,
                observedAt,
                before.createdAt(),
                endedAt,
                version);
    }
}
