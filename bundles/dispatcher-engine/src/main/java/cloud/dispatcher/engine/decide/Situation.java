package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Task;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import cloud.dispatcher.state.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision about one operation is made from.
 *
 * @param ledger of its server, in the order of intents
 * @param settled whether every call of this server's operations whose answer is not known would be visible in the cloud by now
 */
public record Situation(
        Work work, Server server, List<LedgerRow> ledger, Instant now, Idempotency idempotency, Settled settled) {

    /** Whether what was lost would have turned up by now. */
    public enum Settled {
        YES,
        NOT_YET
    }

    public Situation {
        ledger = List.copyOf(ledger);
    }

    public Operation operation() {
        return work.operation();
    }

    ActionKind kind() {
        return operation().action().kind();
    }

    boolean isSettled() {
        return settled == Settled.YES;
    }

    boolean isCancelling() {
        return operation().state() == OperationState.CANCELLING;
    }

    /** Whether the operation makes things go away now: a terminate, or a launch that is being undone. */
    boolean isRemoving() {
        return kind() == ActionKind.LAUNCH ? isCancelling() : kind() == ActionKind.TERMINATE;
    }

    /** Whether no step was taken yet. */
    boolean begins() {
        return operation().attempts() == 0;
    }

    /** What has to be done next, if anything. */
    public Optional<Task> task() {
        if (isRemoving()) {
            return nextToRemove().map(row -> new Task.Remove(line(row)));
        }
        if (isCancelling()) {
            return Optional.empty();
        }
        return operation()
                .action()
                .match(
                        launch -> Optional.of(new Task.Launch(launch)),
                        change -> serverRow().map(row -> new Task.Change(change.kind(), line(row), change.force())));
    }

    /**
     * What is removed next: the server before what it uses, which clouds refuse to delete while it is there; then the newest first. What the
     * watch looks after is left to it.
     */
    private Optional<LedgerRow> nextToRemove() {
        var left = ledger.stream()
                .filter(row ->
                        kind() == ActionKind.TERMINATE && begins() ? row.standing() != Standing.GONE : Rows.isLeft(row))
                .toList();
        return left.stream()
                .filter(row -> row.kind() == ResourceKind.SERVER)
                .findFirst()
                .or(() -> left.stream().reduce((older, newer) -> newer));
    }

    Optional<LedgerRow> serverRow() {
        return ledger.stream()
                .filter(row -> row.kind() == ResourceKind.SERVER && row.standing() == Standing.PRESENT)
                .findFirst();
    }

    /** What the executor is told of earlier attempts. */
    public Before before() {
        if (work.reach() == Effect.NONE) {
            return Before.NOTHING;
        }
        return idempotency.kind() == Idempotency.Kind.LOOKUP && !isSettled() ? Before.UNSETTLED : Before.SETTLED;
    }

    /** The lines that an order carries. */
    public List<LedgerLine> lines() {
        return ledger.stream()
                .filter(row -> row.standing() != Standing.GONE)
                .map(Situation::line)
                .toList();
    }

    public static LedgerLine line(LedgerRow row) {
        return new LedgerLine(row.operation(), row.kind(), row.name(), row.cloudId());
    }
}
