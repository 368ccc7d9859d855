package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.util.List;
import java.util.Map;

/** How a server comes to be. */
final class Launching {
    private final Limits limits;
    private final Retry retry;

    Launching(Limits limits, Retry retry) {
        this.limits = limits;
        this.retry = retry;
    }

    /** A step of a launch has led to something. */
    Void after(Decision next, Situation situation, Outcome outcome) {
        return outcome.match(
                done -> done(next, situation, done.seen()),
                again -> {
                    if (failIfDoubled(next, situation, again.seen())) {
                        return null;
                    }
                    var position = next.ledger().size();
                    for (var intent : again.intents()) {
                        if (next.ledger().stream().noneMatch(row -> Rows.is(row, intent.kind(), intent.name()))) {
                            next.put(Rows.intended(situation.operation().id(), situation.server(), intent, position++));
                        }
                    }
                    next.sees(again.seen());
                    if (next.server.state == ServerState.REQUESTED && next.server.isSeen()) {
                        next.server.setState(ServerState.PENDING);
                    }
                    next.op.error = null;
                    next.continueLater(again);
                    return null;
                },
                failed -> failed(next, failed));
    }

    private Void done(Decision next, Situation situation, List<Sighting> seen) {
        if (failIfDoubled(next, situation, seen)) {
            return null;
        }
        var server = seen.stream().filter(s -> s.kind() == ResourceKind.SERVER).findFirst();
        if (server.isEmpty()) {
            var said = Transitions.error(Fault.INTERNAL, "the executor said done and showed no server");
            Removal.undo(next, said, limits);
            return null;
        }
        next.sees(seen);
        next.server.setState(server.get().state());
        if (situation.idempotency().kind() == Idempotency.Kind.LOOKUP) {
            var from = situation.now().plus(situation.idempotency().settlesWithin());
            next.putAll(
                    row -> row.standing() == Standing.PRESENT && row.stray() == Effect.POSSIBLE,
                    row -> Rows.watched(row, from));
        }
        next.putAll(
                row -> row.standing() == Standing.INTENDED,
                row -> next.op.reach == Effect.NONE
                        ? Rows.gone(row)
                        : Rows.unwanted(row, next.op.reach, situation.now()));
        next.op.error = null;
        next.op.result = result(server.get());
        next.ends(OperationState.SUCCEEDED, "running");
        return null;
    }

    private static Map<String, String> result(Sighting server) {
        return server.addresses().isEmpty()
                ? Map.of("cloudId", server.cloudId())
                : Map.of(
                        "cloudId",
                        server.cloudId(),
                        "address",
                        server.addresses().get(0));
    }

    private boolean failIfDoubled(Decision next, Situation situation, List<Sighting> seen) {
        var doubled = next.evidence(seen, next.op.reach);
        if (doubled.isEmpty()) {
            return false;
        }
        next.op.error = Transitions.error(
                Fault.CONFLICT, "more than one thing in the cloud answers to this operation; none is touched");
        next.server.setState(ServerState.ERROR);
        next.ends(OperationState.FAILED, "doubled");
        return true;
    }

    private Void failed(Decision next, Outcome.Failed failed) {
        if (!retry.scheduleRetry(next, failed)) {
            Removal.undo(next, Transitions.error(failed), limits);
        }
        return null;
    }
}
