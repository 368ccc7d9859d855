package cloud.dispatcher.engine.walk;

import cloud.dispatcher.engine.walk.LineState.Standing;
import cloud.dispatcher.engine.walk.WalkState.ChangeState;
import cloud.dispatcher.model.Fault;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What follows from what a call led to. */
final class Evidence {
    private final int tries;

    /** @param tries how often a fault is tried that may not pass */
    Evidence(int tries) {
        this.tries = tries;
    }

    /** The call is claimed: from here on it may have reached the cloud. */
    static WalkState claimed(WalkState state, Call call) {
        var next = state.claimed(call);
        if (call instanceof Call.Make) {
            return next.with(call.line(), line -> line.called(1));
        }
        return call instanceof Call.Change change
                ? next.with(new ChangeState(change.calls() + 1, state.step().inDoubt()))
                : next;
    }

    /** The cloud has answered. */
    static WalkState answered(WalkState state, Receipt receipt) {
        var call = state.claim();
        var next = state.released().failed(0);
        if (call instanceof Call.Remove) {
            return next.with(call.line(), LineState::removeTaken);
        }
        if (call instanceof Call.Change) {
            return state.isUndoing() ? next.changeUndone() : next;
        }
        var seen = receipt.seen();
        return next.with(
                line(call),
                line -> seen != null && line.fits(seen) ? line.seen(seen) : line.withTicket(receipt.ticket()));
    }

    /** The process that made the call is dead, or its answer was lost. */
    static WalkState lost(WalkState state) {
        return inDoubt(state, false);
    }

    /** The cloud has refused. */
    WalkState refused(WalkState state, CallFailure failure) {
        var why = new Failure(failure.fault(), failure.said());
        return switch (failure.answer()) {
            case POSSIBLE -> inDoubt(state, false).failed(state.faults());
            case EXISTS -> inDoubt(state, true);
            case SPENT ->
                state.released()
                        .with(line(state.claim()), line -> line.is(Standing.GONE))
                        .undoing(why);
            case NO_EFFECT -> without(state, failure, why);
        };
    }

    private WalkState without(WalkState state, CallFailure failure, Failure why) {
        var call = state.claim();
        var next = state.released();
        if (call instanceof Call.Make) {
            next = next.with(call.line(), line -> line.called(-1));
        } else if (call instanceof Call.Change change) {
            if (state.isUndoing()) { // what cannot be untied is not tied, or goes with what it is tied to
                return failure.fault() == Fault.NOT_FOUND || failure.fault() == Fault.CONFLICT
                        ? next.changeUndone()
                        : next.failed(state.faults() + 1);
            }
            next = next.with(new ChangeState(change.calls(), state.step().inDoubt()));
        }
        var faults = state.faults() + (mayPass(failure.fault()) ? 0 : 1);
        if (state.isUndoing() || mayPass(failure.fault())) {
            return next.failed(faults);
        }
        var isTriedAgain = (failure.fault() == Fault.CAPACITY || failure.fault() == Fault.INTERNAL) && faults < tries;
        return isTriedAgain ? next.failed(faults) : next.undoing(why);
    }

    /** A throttled call, or one that did not get through, uses up no try. */
    static boolean mayPass(Fault fault) {
        return fault == Fault.THROTTLING || fault == Fault.COMMUNICATION || fault == Fault.TIMEOUT;
    }

    private static WalkState inDoubt(WalkState state, boolean answeredExists) {
        var call = state.claim();
        var next = state.released();
        if (call instanceof Call.Change change) {
            return next.with(new ChangeState(change.calls() + 1, true));
        }
        UnaryOperator<LineState> doubt =
                call instanceof Call.Make ? line -> line.doubtful(answeredExists) : UnaryOperator.identity();
        return next.with(line(call), doubt);
    }

    private static Line.Key line(Call call) {
        return Objects.requireNonNull(call, "no call is under way").line();
    }
}
