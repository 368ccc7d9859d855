package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a failed step is tried again. */
final class Retry {
    private final Limits limits;
    private final RandomGenerator random;

    Retry(Limits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
    }

    /** Counts the fault, and takes the step again later where the fault may pass by itself. Where not, it returns false. */
    boolean scheduleRetry(Decision next, Outcome.Failed failed) {
        next.op.faults++;
        next.op.error = Transitions.error(failed);
        if (!mayPass(failed.fault(), next.op.faults)) {
            return false;
        }
        later(next, failed);
        return true;
    }

    private boolean mayPass(Fault fault, int faults) {
        return switch (fault) {
            case THROTTLING, COMMUNICATION, TIMEOUT -> true;
            case CAPACITY, INTERNAL -> faults < limits.tries();
            case INVALID, AUTHENTICATION, AUTHORIZATION, NOT_FOUND, CONFLICT, QUOTA -> false;
        };
    }

    /** Exponential backoff with full jitter, and never sooner than the cloud asks for. */
    private Duration delay(int faults, @Nullable Duration retryAfter) {
        var doublings = Math.min(faults - 1, 20);
        var ceiling = Math.min(
                limits.backoff().toMillis() << doublings, limits.backoffMost().toMillis());
        var jittered = Duration.ofMillis(random.nextLong(ceiling + 1));
        return retryAfter != null && retryAfter.compareTo(jittered) > 0 ? retryAfter : jittered;
    }

    /** The same step again, later. */
    void later(Decision next, Outcome.Failed failed) {
        var delay = delay(next.op.faults, failed.retryAfter());
        next.op.waits(Waiting.Cause.RETRY, next.now, next.now.plus(delay));
    }

    /** What a person can do about it. */
    static @Nullable String remedy(Fault fault) {
        return switch (fault) {
            case INVALID -> "Correct the request and ask again.";
            case AUTHENTICATION -> "Correct the account's credentials and ask again.";
            case AUTHORIZATION -> "Give the account's user the right to do this, and ask again.";
            case QUOTA -> "Terminate what is not needed or ask the cloud for a higher quota, and ask again.";
            case CAPACITY -> "Ask again later, or for another size or zone.";
            case CONFLICT -> "Look at the server in its cloud, and ask again.";
            case COMMUNICATION, TIMEOUT -> "Look whether the cloud is in reach, and ask again.";
            case NOT_FOUND, THROTTLING, INTERNAL -> null;
        };
    }
}
