package cloud.dispatcher.engine.work;

import cloud.dispatcher.engine.Time;
import cloud.dispatcher.engine.decide.Situation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.state.LedgerRow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when a lost call can no longer be sent, by a clock that does not jump. What an earlier process sent counts from this one's
 * beginning on, and the limit of a step later: that long a request may linger on its way.
 */
final class Settling {
    private final Time time;
    private final Duration step;
    private final long bootNanos;
    private final Map<OperationId, Long> lostAt = new ConcurrentHashMap<>();

    Settling(Time time, Duration step) {
        this.time = time;
        this.step = step;
        this.bootNanos = time.nanos() + step.toNanos();
    }

    /** A call of this operation ended without an answer that can be trusted. */
    void lost(OperationId operation) {
        lostAt.put(operation, time.nanos());
    }

    Situation.Settled after(Duration window, OperationId operation, Iterable<LedgerRow> ledger) {
        var since = since(operation);
        for (var row : ledger) {
            since = Math.max(since, since(row.operation()));
        }
        return time.nanos() - since >= window.toNanos() ? Situation.Settled.YES : Situation.Settled.NOT_YET;
    }

    private long since(OperationId operation) {
        return Math.max(lostAt.getOrDefault(operation, bootNanos), bootNanos);
    }

    /** How long this process has been here. */
    Duration age() {
        return Duration.ofNanos(time.nanos() - bootNanos).plus(step);
    }
}
