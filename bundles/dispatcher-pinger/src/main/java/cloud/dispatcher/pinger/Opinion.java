package cloud.dispatcher.pinger;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the pinger thinks of one server.
 *
 * @param run the last answers, as far as they are of one kind
 * @param history the last probes, a bit for each that was missed, the newest lowest
 * @param probes how many bits of it count
 * @param patientUntil before this, silence does not make it DOWN; null once it was UP
 */
record Opinion(
        Heartbeat heartbeat,
        Run run,
        int history,
        int probes,
        @Nullable Instant patientUntil) {
    /** How many probes the loss is told of. */
    static final int MEMORY = 20;

    /** Answers of one kind in a row. */
    record Run(Kind kind, int length, Instant since, String why) {
        static Run none(Instant at) {
            return new Run(Kind.NONE, 0, at, "");
        }
    }

    /** The kinds of answers. */
    enum Kind {
        NONE,
        SEEN,
        MISSED,
        UNABLE
    }

    Verdict verdict() {
        return heartbeat.verdict();
    }

    boolean isPatient(Instant at) {
        return patientUntil != null && at.isBefore(patientUntil);
    }

    /** Whether the next probe should come soon, because another verdict is awaited. */
    boolean isUrgent(Instant at) {
        return switch (verdict()) {
            case UNKNOWN -> true;
            case DOWN, FLAPPING, UNWATCHED -> isPatient(at) || run.kind() == Kind.SEEN;
            case UP -> false;
        };
    }
}
