package cloud.dispatcher.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the pinger knows of one server.
 *
 * @param since since when the verdict holds
 * @param rtt the last answer's round trip
 * @param loss the part of the last probes that had no answer, 0 to 1
 * @param outage the number of the open outage, while DOWN
 * @param why why it is not watched, while UNWATCHED
 */
public record Heartbeat(
        Verdict verdict,
        Instant since,
        @Nullable Instant lastSeen,
        @Nullable Duration rtt,
        double loss,
        @Nullable Long outage,
        @Nullable String why) {

    /** What is known of a server that was never probed. */
    public static Heartbeat unknown(Instant since) {
        return new Heartbeat(Verdict.UNKNOWN, since, null, null, 0, null, null);
    }
}
