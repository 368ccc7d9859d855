package cloud.dispatcher.state;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Operation;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation with what only the worker needs.
 *
 * @param sequence the order of acceptance; turns go by it. 0 until it is stored, then given by the store
 * @param due when its next step may begin
 * @param claim whose step is under way
 * @param reach whether a step whose answer is not known may have reached the cloud
 * @param memory what the executor wants to be told at the next step
 * @param settings the account's settings as they were at the first step; empty before it
 * @param giveUp when it is decided whatever its turn, claim or executor: the deadline, and while something is being removed the end of that
 * @param faults how many steps in a row failed
 * @param version 1 when stored first; every write adds one
 */
public record Work(
        Operation operation,
        long sequence,
        Instant due,
        Instant giveUp,
        @Nullable Claim claim,
        Effect reach,
        Map<String, String> memory,
        Map<String, String> settings,
        int faults,
        long version) {
    public Work {
        memory = Map.copyOf(memory);
        settings = Map.copyOf(settings);
    }
}
