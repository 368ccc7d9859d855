package cloud.dispatcher.pinger;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.state.Targets.Target;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One server on the watch. Mutable, and touched by the watch's thread alone. */
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
}
