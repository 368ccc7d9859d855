package cloud.dispatcher.executor.simulator;

import cloud.dispatcher.executor.simulator.cloud.RefusedException;
import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.executor.simulator.cloud.Session;
import cloud.dispatcher.executor.simulator.cloud.Thing;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import java.util.List;
import java.util.Map;

/** One step of removing one thing, whether it is there or not. */
final class Removing implements Step {
    private static final Outcome GONE = new Outcome.Done(List.of());

    private final Session session;
    private final Order order;
    private final LedgerLine line;

    Removing(Session session, Order order, LedgerLine line) {
        this.session = session;
        this.order = order;
        this.line = line;
    }

    @Override
    public Outcome take() {
        var found = new Finding(session, order.access()).all(line);
        return switch (found.size()) {
            case 0 -> GONE;
            case 1 -> remove(found.get(0));
            default -> new Outcome.Done(Sightings.of(found, session.profile()));
        };
    }

    private Outcome remove(Thing thing) {
        try {
            var after = session.delete(thing.id(), order.operation().value());
            return after.shown().state() == ServerState.TERMINATED
                    ? GONE
                    : Waits.forState(after, "terminating", Map.of(), session.profile());
        } catch (RefusedException e) {
            return e.code() == Code.UNKNOWN_SERVER || e.code() == Code.UNKNOWN_VOLUME ? GONE : Failures.of(e);
        }
    }
}
