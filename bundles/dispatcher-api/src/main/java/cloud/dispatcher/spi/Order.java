package cloud.dispatcher.spi;

import cloud.dispatcher.model.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One step to take.
 *
 * @param operation the token: a cloud that knows client tokens gets it, other things are named or tagged with it
 * @param memory what the step before gave to remember
 * @param ledger every line of the server's ledger that is not gone, in the order in which the things were intended
 * @param limit how long the step may take; a client's own time limits must lie within it
 */
public record Order(
        OperationId operation,
        Access access,
        Task task,
        Before before,
        Map<String, String> memory,
        List<LedgerLine> ledger,
        Duration limit) {

    /** What earlier attempts at the same task may have done to the cloud. */
    public enum Before {
        /** No call was sent, or the cloud has said that it had no effect: create without looking. */
        NOTHING,
        /**
         * A call may have reached the cloud and need not be visible yet. Look; adopt what is found; create nothing: return
         * {@link Outcome.Again} instead.
         */
        UNSETTLED,
        /** A call may have reached the cloud, and would be visible by now. Look; adopt what is found; else create. */
        SETTLED
    }

    public Order {
        memory = Map.copyOf(memory);
        ledger = List.copyOf(ledger);
    }
}
