package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.util.List;

/** How a server that is there is changed: start, stop, reboot, pause, resume. */
final class Changing {
    private final Retry retry;

    Changing(Retry retry) {
        this.retry = retry;
    }

    /** A step of a change has led to something. */
    Void after(Decision next, Situation situation, Outcome outcome) {
        return outcome.match(
                done -> {
                    next.evidence(done.seen(), Effect.NONE);
                    next.sees(done.seen());
                    next.server.setState(expected(situation.kind(), done.seen()));
                    if (next.op.reach == Effect.POSSIBLE
                            && !situation.isSettled()
                            && situation.kind() != ActionKind.REBOOT) {
                        // An earlier call may still arrive and undo what later operations do: keep the turn until it
                        // cannot.
                        next.op.progress = Progress.of("making sure that it stays so");
                        next.op.waits(
                                Waiting.Cause.CLOUD,
                                situation.now(),
                                situation.now().plus(Removal.pace(situation)));
                        return null;
                    }
                    next.op.error = null;
                    next.ends(OperationState.SUCCEEDED, situation.kind().word());
                    return null;
                },
                again -> {
                    next.evidence(again.seen(), Effect.NONE);
                    next.sees(again.seen());
                    next.op.error = null;
                    next.continueLater(again);
                    return null;
                },
                failed -> {
                    if (retry.scheduleRetry(next, failed)) {
                        return null;
                    }
                    next.ends(OperationState.FAILED, "failed");
                    next.leaveUnknown();
                    return null;
                });
    }

    private static ServerState expected(ActionKind kind, List<Sighting> seen) {
        return seen.stream()
                .filter(s -> s.kind() == ResourceKind.SERVER)
                .map(Sighting::state)
                .findFirst()
                .orElseGet(() -> switch (kind) {
                    case LAUNCH, START, REBOOT, RESUME -> ServerState.RUNNING;
                    case STOP -> ServerState.STOPPED;
                    case PAUSE -> ServerState.PAUSED;
                    case TERMINATE -> ServerState.TERMINATED;
                });
    }
}
