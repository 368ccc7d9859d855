package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.spi.Task;
import cloud.dispatcher.state.Claim;
import cloud.dispatcher.state.Unit;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What follows from what. Pure: every method makes one unit from values alone. */
public final class Transitions {
    private final Limits limits;
    private final Retry retry;

    public Transitions(Limits limits, RandomGenerator random) {
        this.limits = limits;
        this.retry = new Retry(limits, random);
    }

    /**
     * A claim, and what the store holds once it is committed: nothing needs to be read again to settle it. Who changes the operation
     * meanwhile changes its version, and the settling is refused as stale.
     */
    public record Claimed(Unit unit, Situation situation) {}

    /** A step is going to be taken: from here on it may have reached the cloud. */
    public Claimed claim(Situation situation, Claim claim, Map<String, String> settings) {
        var next = Decision.of(situation);
        next.op.claim = claim;
        next.op.attempts++;
        next.op.resumes();
        if (next.op.startedAt == null) {
            next.op.startedAt = situation.now();
            next.op.settings = settings;
        }
        if (!situation.isCancelling()) {
            next.op.state = OperationState.RUNNING;
        }
        switch (situation.kind()) {
            case LAUNCH -> {
                if (situation.isCancelling()) {
                    next.server.setState(ServerState.TERMINATING);
                } else if (situation.ledger().isEmpty()) {
                    var id = situation.operation().id();
                    next.put(Rows.intended(id, situation.server(), new Intent(ResourceKind.SERVER, id.value()), 0));
                }
            }
            case START -> next.server.setState(ServerState.PENDING);
            case STOP -> next.server.setState(ServerState.STOPPING);
            case REBOOT -> next.server.setState(ServerState.REBOOTING);
            case PAUSE, RESUME -> next.server.setState(ServerState.PAUSED);
            case TERMINATE -> {
                next.server.setState(ServerState.TERMINATING);
                if (situation.begins()) {
                    Removal.takeOver(next);
                }
            }
        }
        return new Claimed(next.unit(), next.committed(situation));
    }

    /** A step has led to something. */
    public Unit after(Situation situation, Task task, Before before, Outcome outcome) {
        var next = Decision.of(situation);
        next.op.claim = null;
        if (mayReach(task, before)) {
            next.op.reach = next.op.reach.or(effect(outcome));
        }
        if (situation.operation().state().isOver() || isOutdated(situation, task)) {
            next.evidence(seen(outcome), Effect.POSSIBLE);
            if (!situation.operation().state().isOver()) {
                next.op.memory = Map.of();
                next.op.due = situation.now();
            }
            return next.unit();
        }
        task.match(
                launch -> new Launching(limits, retry).after(next, situation, outcome),
                change -> new Changing(retry).after(next, situation, outcome),
                remove -> new Removal(retry).after(next, situation, remove.thing(), outcome));
        return next.unit();
    }

    /** Whether such a step may change something in the cloud: a launch that is unsettled only looks. */
    public static boolean mayReach(Task task, Before before) {
        return before != Before.UNSETTLED || task.match(launch -> false, change -> true, remove -> true);
    }

    /** Whether the operation has been turned round while the step was under way: its answer is evidence, not a transition. */
    private static boolean isOutdated(Situation situation, Task task) {
        return task.match(launch -> situation.isCancelling(), change -> situation.isCancelling(), remove -> false);
    }

    /** There is no step to take: the operation ends. */
    public Unit finish(Situation situation) {
        var next = Decision.of(situation);
        if (situation.isRemoving()) {
            Removal.finish(next, situation);
        } else if (situation.isCancelling()) {
            next.ends(OperationState.CANCELLED, "cancelled");
            next.leaveUnknown();
        } else {
            next.op.error = error(Fault.CONFLICT, "the server is not in its cloud");
            next.ends(OperationState.FAILED, "failed");
        }
        return next.unit();
    }

    /** The deadline, or the end of the clean-up, has come. */
    public Unit overdue(Situation situation) {
        var next = Decision.of(situation);
        var late = error(Fault.TIMEOUT, "it was not done within its deadline" + why(situation));
        if (situation.isRemoving()) {
            Removal.giveUp(next, situation, late);
        } else if (situation.kind() == ActionKind.LAUNCH) {
            Removal.undo(next, late, limits);
        } else {
            next.op.error = late;
            next.ends(OperationState.FAILED, "deadline");
            next.leaveUnknown();
        }
        return next.unit();
    }

    private static String why(Situation situation) {
        var error = situation.operation().error();
        return error == null ? "" : "; the last try: " + error.message();
    }

    /** The process that took the step is dead. */
    public Unit orphaned(Situation situation) {
        var next = Decision.of(situation);
        next.op.claim = null;
        if (situation.kind() != ActionKind.TERMINATE) {
            next.op.reach = Effect.POSSIBLE;
        }
        if (!situation.operation().state().isOver()) {
            next.op.waits(Waiting.Cause.RETRY, situation.now(), situation.now());
        }
        return next.unit();
    }

    /** Its executor is not there, or every thread of the account is stuck. */
    public Unit withoutExecutor(Situation situation) {
        var next = Decision.of(situation);
        next.op.waits(Waiting.Cause.EXECUTOR, situation.now(), situation.work().giveUp());
        return next.unit();
    }

    /** Its executor is there again. */
    public Unit withExecutor(Situation situation) {
        var next = Decision.of(situation);
        next.op.due = situation.now();
        next.op.waiting = null;
        return next.unit();
    }

    private static Effect effect(Outcome outcome) {
        return outcome.match(done -> Effect.NONE, again -> Effect.NONE, Outcome.Failed::effect);
    }

    private static List<Sighting> seen(Outcome outcome) {
        return outcome.match(Outcome.Done::seen, Outcome.Again::seen, failed -> List.of());
    }

    static OperationError error(Fault fault, String message) {
        return new OperationError(fault, message, null, null, Retry.remedy(fault));
    }

    static OperationError error(Outcome.Failed failed) {
        var said = failed.said();
        return new OperationError(
                failed.fault(), said.text(), said.code(), said.requestId(), Retry.remedy(failed.fault()));
    }
}
