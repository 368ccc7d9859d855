package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the pinger knows of a server, and whether it asks now. */
public record HeartbeatView(
        Verdict verdict,
        Instant since,
        @Nullable Instant lastSeen,

        @Described("The round trip of the last answer.") @Nullable
        Duration rtt,

        @Described("The part of the last probes that had no answer, 0 to 1.") @Nullable
        Double loss,

        @Described("The number of the open outage.") @Nullable
        Long outage,

        @Described("Why it is not watched.") @Nullable String why,

        @Described("Whether the pinger asks this server now; if not, the verdict is from before.")
        boolean asked,

        @Described("Since when the pinger is stopped.") @Nullable
        Instant notAskedSince) {

    /** @param pinger who would ask; null where it is absent */
    static HeartbeatView of(Heartbeat heartbeat, @Nullable Pinger pinger) {
        var isWatched = heartbeat.verdict() != Verdict.UNWATCHED;
        return new HeartbeatView(
                heartbeat.verdict(),
                heartbeat.since(),
                heartbeat.lastSeen(),
                heartbeat.rtt(),
                isWatched ? heartbeat.loss() : null,
                heartbeat.outage(),
                heartbeat.why(),
                isWatched && pinger != null && pinger.isRunning(),
                isWatched && pinger != null ? pinger.stoppedAt().orElse(null) : null);
    }
}
