package cloud.dispatcher.pinger;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when the pinger itself was away: a pause of the process, or a sleep of the machine. For one thread. */
final class Gaps {
    /** Ticks further apart than this are a gap. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private long tickedAt;
    private Instant tickedOn;
    private long awakeSince;

    /** @param now {@link System#nanoTime()}, as everywhere here */
    Gaps(long now, Instant today) {
        this.tickedAt = now;
        this.tickedOn = today;
        this.awakeSince = now;
    }

    /** To be called at each tick; tells whether there was a gap since the last. */
    boolean endsWith(long now, Instant today) {
        var passed = Duration.ofNanos(now - tickedAt);
        // While a machine sleeps its monotonic clock may stand still: then only the time of day shows the gap.
        var leapt = Duration.between(tickedOn, today).minus(passed);
        tickedAt = now;
        tickedOn = today;
        if (passed.compareTo(LEAST) <= 0 && leapt.compareTo(LEAST) <= 0) {
            return false;
        }
        awakeSince = now;
        var away = passed.plus(leapt.isNegative() ? Duration.ZERO : leapt);
        LOG.info("The pinger was held up for {} ms. What it missed meanwhile is not counted.", away.toMillis());
        return true;
    }

    /** Whether silence after a probe that was asked for then is evidence. */
    boolean isEvidence(long askedAt) {
        return askedAt - awakeSince >= 0;
    }
}
