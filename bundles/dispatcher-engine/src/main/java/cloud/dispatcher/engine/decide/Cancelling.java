package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Work;
import java.time.Instant;
import java.util.List;

/** How an operation is cancelled on request. */
public final class Cancelling {
    private Cancelling() {}

    /** Cancels at once what was not begun; turns a launch round; ends a change before its next step. */
    public static Decision of(Work work, Server server, List<LedgerRow> ledger, Instant now, Limits limits) {
        var next = new Decision(work, server, ledger, now);
        if (work.operation().action().kind() == ActionKind.LAUNCH) {
            Removal.undo(next, null, limits);
        } else if (work.operation().attempts() == 0) {
            next.ends(OperationState.CANCELLED, "cancelled");
        } else {
            next.op.error = null;
            next.op.state = OperationState.CANCELLING;
            next.op.waiting = null;
            next.op.due = now;
        }
        return next;
    }
}
