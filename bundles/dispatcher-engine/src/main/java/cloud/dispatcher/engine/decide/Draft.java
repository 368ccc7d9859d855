package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Leftover;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.Claim;
import cloud.dispatcher.state.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next version of an operation, while it is being decided. */
final class Draft {
    private final Work before;
    OperationState state;
    int attempts;
    Progress progress;

    @Nullable
    Waiting waiting;

    Map<String, String> result;

    @Nullable
    OperationError error;

    List<Leftover> leftovers;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;

    Instant due;
    Instant giveUp;

    @Nullable
    Claim claim;

    Effect reach;
    Map<String, String> memory;
    Map<String, String> settings;
    int faults;

    Draft(Work before) {
        this.before = before;
        var operation = before.operation();
        state = operation.state();
        attempts = operation.attempts();
        progress = operation.progress();
        waiting = operation.waiting();
        result = operation.result();
        error = operation.error();
        leftovers = operation.leftovers();
        startedAt = operation.startedAt();
        endedAt = operation.endedAt();
        due = before.due();
        giveUp = before.giveUp();
        claim = before.claim();
        reach = before.reach();
        memory = before.memory();
        settings = before.settings();
        faults = before.faults();
    }

    /** Due again at once or later, and why. */
    Draft waits(Waiting.Cause cause, Instant now, Instant until) {
        if (state != OperationState.CANCELLING && attempts > 0) {
            state = OperationState.WAITING;
        }
        var since = waiting != null && waiting.cause() == cause ? waiting.since() : now;
        waiting = new Waiting(cause, since, until, null);
        due = until;
        return this;
    }

    /** A step begins. That the cloud works on it, or that it did not work before, stays true until the step has led to something else. */
    void resumes() {
        if (waiting != null && waiting.cause() != Waiting.Cause.CLOUD && waiting.cause() != Waiting.Cause.RETRY) {
            waiting = null;
        }
    }

    Draft ends(OperationState end, Instant now, String step) {
        state = end;
        endedAt = now;
        waiting = null;
        memory = Map.of();
        progress = end == OperationState.SUCCEEDED ? new Progress(step, 100) : Progress.of(step);
        return this;
    }

    Work work() {
        var was = before.operation();
        var operation = new Operation(
                was.id(),
                was.action(),
                was.account(),
                was.server(),
                state,
                was.actor(),
                was.reason(),
                was.priority(),
                was.notBefore(),
                was.deadline(),
                attempts,
                progress,
                waiting,
                result,
                error,
                leftovers,
                was.createdAt(),
                startedAt,
                endedAt);
        return new Work(
                operation,
                before.sequence(),
                due,
                giveUp,
                claim,
                reach,
                memory,
                settings,
                faults,
                before.version() + 1);
    }
}
