package cloud.dispatcher.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.state.Targets.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One server on the watch. Mutable, and touched under the watch's lock alone. */
final class Watched {
    /** Its place on the schedule's dial. */
    final long place;

    Target target;
    Opinion opinion;

    /** Its address, parsed; null where that is not a literal. */
    @Nullable
    InetAddress address;

    /** The probe under way. */
    @Nullable
    Ask asked;

    /** When it was last asked, {@link System#nanoTime()}; null where it was not yet. */
    @Nullable
    Long askedAt;

    /** The heartbeat that was last handed to the recorder, or read from the store. */
    Heartbeat told;

    Watched(long place, Target target, Opinion opinion) {
        this.place = place;
        this.target = target;
        this.opinion = opinion;
        this.told = target.last();
    }

    boolean isAsked() {
        return address != null
                && target.probe().method() != Probe.Method.NONE
                && target.state().isJudged();
    }

    /** As others may see it. */
    Pinger.Watched seen(Schedule<Watched> schedule, long now, Instant today, Duration every) {
        var last = askedAt;
        return new Pinger.Watched(
                target.server(),
                target.name(),
                target.state(),
                target.address(),
                target.probe(),
                opinion.heartbeat(),
                last == null ? null : today.minusNanos(now - last),
                isAsked() ? today.plus(schedule.wait(this, place, now, every)) : null);
    }
}
