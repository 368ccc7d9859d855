package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One server or volume of the simulated cloud.
 *
 * @param order what was asked for
 * @param address a server's own address; null for a volume
 * @param port where it answers while it runs; 0 when nobody listens
 * @param visibleAt from when on look-ups by tag and lists show it
 * @param since when it came into its state
 * @param due when it leaves this state by itself, for the states that pass
 * @param rebootedFor the operation that the last reboot was for
 */
public record Thing(
        String id,
        Creation order,
        @Nullable String address,
        int port,
        Instant createdAt,
        Instant visibleAt,
        ServerState state,
        Instant since,
        @Nullable Instant due,
        @Nullable String rebootedFor) {

    public ResourceKind kind() {
        return order.kind();
    }

    boolean listens() {
        return state == ServerState.RUNNING && port > 0 && address != null;
    }

    Thing in(ServerState next, Instant at, @Nullable Instant until) {
        return new Thing(id, order, address, port, createdAt, visibleAt, next, at, until, rebootedFor);
    }

    Thing rebootingFor(String operation, Instant at, Instant until) {
        return new Thing(id, order, address, port, createdAt, visibleAt, ServerState.REBOOTING, at, until, operation);
    }

    /** How much of the passing state is over at a time, 0 to 100; null when the state does not pass. */
    public @Nullable Integer percentAt(Instant time) {
        if (due == null) {
            return null;
        }
        var whole = Duration.between(since, due).toMillis();
        var part = Duration.between(since, time).toMillis();
        return whole <= 0 ? 100 : (int) Math.max(0, Math.min(100, part * 100 / whole));
    }

    /** How long the passing state still lasts; zero when it does not pass. */
    public Duration leftAt(Instant time) {
        if (due == null || !due.isAfter(time)) {
            return Duration.ZERO;
        }
        return Duration.between(time, due);
    }
}
