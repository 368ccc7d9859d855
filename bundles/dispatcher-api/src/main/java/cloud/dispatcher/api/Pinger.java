package cloud.dispatcher.api;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Heartbeats every server. It starts with the dispatcher and is not stopped with it. */
@ProviderType
public interface Pinger {

    /** Begins, or goes on. Twice is harmless. */
    void start();

    /** Ends all probes. Twice is harmless. */
    void stop();

    boolean isRunning();

    /** Since when nobody is asked, so that every heartbeat is from before; empty while it runs. */
    Optional<Instant> stoppedAt();

    /** How many servers are watched and how, in one line for people. */
    String summary();

    /** What failed by itself since it was started and went on, in sentences for people. */
    default List<String> problems() {
        return List.of();
    }

    /** Every server with an address as the pinger sees it now, by name; what it thinks may be newer than what is stored. Empty while it is stopped. */
    List<Watched> watched();

    /** One of {@link #watched()}. */
    Optional<Watched> watched(ServerId server);

    /**
     * Asks a server once, now, and returns what it answers: at the latest after the timeout, on the caller's thread. It is no heartbeat: it
     * is not judged, not recorded, and the next heartbeat comes when it would have come. A server whose silence is expected is asked too.
     *
     * @throws RejectedException NOT_FOUND for a server that is not {@link #watched()}; CONFLICT for one that has no probe, and while the
     *     pinger is stopped
     * @throws InterruptedException when the caller does not want to wait any more
     */
    Answer probe(ServerId server) throws InterruptedException;

    /**
     * One server on the watch.
     *
     * @param lastProbe when it was last asked since the pinger began; null where it was not
     * @param nextProbe when it will be asked; null where nobody asks
     */
    record Watched(
            ServerId server,
            String name,
            ServerState state,
            String address,
            Probe probe,
            Heartbeat heartbeat,
            @Nullable Instant lastProbe,
            @Nullable Instant nextProbe) {}

    /**
     * What one probe led to.
     *
     * @param rtt the round trip of one that was answered
     * @param why what was in the way of one that was not
     */
    record Answer(
            Kind kind, @Nullable Duration rtt, @Nullable String why) {
        /** The kinds of answers. */
        public enum Kind {
            /** It answered. */
            SEEN,
            /** It did not answer, or refused, or cannot be reached. */
            MISSED,
            /** It could not be asked from here, which says nothing of it. */
            UNABLE
        }
    }
}
