package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How things go away: by a terminate, or because a launch is undone. It works from the ledger, thing by thing, the newest first. */
final class Removal {
    private final Retry retry;

    Removal(Retry retry) {
        this.retry = retry;
    }

    /**
     * A terminate begins: it takes over what the sweeper looks after, and where there were two it looks again: one may have been removed.
     */
    static void takeOver(Decision next) {
        next.putAll(row -> row.standing() == Standing.UNWANTED && row.lookAt() != null, row -> Rows.watched(row, null));
        next.putAll(row -> row.standing() == Standing.DOUBLED, Rows::forgotten);
    }

    /** A step of removing one thing has led to something. */
    Void after(Decision next, Situation situation, LedgerLine thing, Outcome outcome) {
        var row = row(next, thing);
        return outcome.match(
                done -> isGone(next, situation, row, done.seen()),
                again -> {
                    next.evidence(again.seen(), Effect.NONE);
                    next.continueLater(again);
                    return null;
                },
                failed -> {
                    if (failed.fault() == Fault.NOT_FOUND) {
                        return isGone(next, situation, row, List.of());
                    }
                    next.op.faults++;
                    next.op.progress = Progress.of(
                            "removing " + row.kind() + ": " + failed.said().text());
                    retry.later(next, failed);
                    return null;
                });
    }

    private static Void isGone(Decision next, Situation situation, LedgerRow row, List<Sighting> seen) {
        next.op.faults = 0;
        next.evidence(seen, Effect.NONE);
        next.op.waits(Waiting.Cause.CLOUD, next.now, next.now);
        var still = Rows.of(row, seen);
        if (still.isEmpty()) {
            absent(next, situation, row);
        } else if (still.size() == 1) {
            next.op.waits(Waiting.Cause.CLOUD, next.now, next.now.plus(pace(situation)));
            return null;
        }
        next.op.memory = Map.of();
        if (next.ledger().stream().noneMatch(Rows::isLeft)) {
            finish(next, situation);
        }
        return null;
    }

    /** The cloud does not show it. Whether that is to be believed depends on what may still be on its way. */
    private static void absent(Decision next, Situation situation, LedgerRow row) {
        if (!isUncertain(next, row)) {
            next.put(Rows.gone(row));
        } else if (situation.idempotency().kind() == Idempotency.Kind.LOOKUP
                && (row.cloudId() != null || situation.isSettled())) {
            // What was ours is gone; whether a second turns up beyond the window is for the watch to see.
            next.put(Rows.unwanted(
                    row, Effect.POSSIBLE, next.now.plus(situation.idempotency().settlesWithin())));
        } else if (situation.isSettled()) {
            next.put(Rows.gone(row));
        } else {
            // A create that was lost may arrive now that the name is free again: search by the name from here on.
            next.put(Rows.forgotten(row));
            next.op.progress = Progress.of("making sure that nothing turns up");
            next.op.waits(Waiting.Cause.CLOUD, next.now, next.now.plus(pace(situation)));
        }
    }

    private static boolean isUncertain(Decision next, LedgerRow row) {
        var unseen = row.standing() == Standing.INTENDED ? next.op.reach : Effect.NONE;
        return row.stray().or(unseen) == Effect.POSSIBLE;
    }

    /** How often to look while something may still turn up. */
    static Duration pace(Situation situation) {
        var tenth = situation.idempotency().settlesWithin().dividedBy(10);
        return tenth.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : tenth;
    }

    /** The launch is not going to be. With an error it ends FAILED, without one (it was asked for) CANCELLED. */
    static void undo(Decision next, @Nullable OperationError why, Limits limits) {
        next.op.error = why;
        next.op.memory = Map.of();
        next.op.faults = 0;
        next.op.waiting = null;
        if (next.op.reach == Effect.NONE && next.op.claim == null) {
            next.putAll(row -> row.standing() == Standing.INTENDED, Rows::gone);
        }
        if (next.ledger().stream().noneMatch(Rows::isLeft) && next.op.claim == null) {
            launchUndone(next);
            return;
        }
        next.op.state = OperationState.CANCELLING;
        next.op.progress = Progress.of("removing what was created");
        next.op.due = next.now;
        next.op.giveUp = next.now.plus(limits.cleanUp());
    }

    private static void launchUndone(Decision next) {
        if (next.op.error == null) {
            next.ends(OperationState.CANCELLED, "cancelled");
            if (next.ledger().stream().anyMatch(row -> row.standing() == Standing.DOUBLED)) {
                next.server.setState(ServerState.ERROR);
            } else {
                next.server.ended(next.now);
            }
        } else {
            next.ends(OperationState.FAILED, "failed");
            next.server.setState(ServerState.ERROR).fact("error", next.op.error.message());
        }
    }

    /** Nothing is left to remove. */
    static void finish(Decision next, Situation situation) {
        if (situation.kind() == ActionKind.LAUNCH) {
            launchUndone(next);
        } else if (next.ledger().stream().anyMatch(row -> row.standing() == Standing.DOUBLED)) {
            next.op.error = Transitions.error(
                    Fault.CONFLICT, "more than one thing answers to this server's token; none is touched");
            next.op.leftovers = next.ledger().stream()
                    .filter(row -> row.standing() == Standing.DOUBLED)
                    .flatMap(row -> Rows.leftovers(row).stream())
                    .toList();
            next.ends(OperationState.FAILED, "doubled");
            next.server.setState(ServerState.UNKNOWN);
        } else {
            next.ends(OperationState.SUCCEEDED, "terminated");
            next.server.ended(next.now);
        }
    }

    /** It could not be removed in time: the operation ends with leftovers, and the watch goes on. */
    static void giveUp(Decision next, Situation situation, OperationError late) {
        var left = next.ledger().stream().filter(Rows::isLeft).toList();
        next.op.leftovers =
                left.stream().flatMap(row -> Rows.leftovers(row).stream()).toList();
        left.forEach(row -> next.put(Rows.unwanted(row, Effect.POSSIBLE, next.now)));
        if (next.op.error == null) {
            next.op.error = late;
        }
        next.ends(OperationState.FAILED, "gave up removing; the watch goes on");
        next.server.setState(situation.kind() == ActionKind.LAUNCH ? ServerState.ERROR : ServerState.TERMINATING);
    }

    private static LedgerRow row(Decision next, LedgerLine thing) {
        return next.ledger().stream()
                .filter(row -> row.operation().equals(thing.operation()) && Rows.is(row, thing.kind(), thing.name()))
                .findFirst()
                .orElseThrow();
    }
}
