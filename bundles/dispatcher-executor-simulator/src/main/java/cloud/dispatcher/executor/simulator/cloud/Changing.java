package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the things of one account change and go away. */
final class Changing {
    private final Holdings holdings;

    Changing(Holdings holdings) {
        this.holdings = holdings;
    }

    /** The thing breaks: it stays there, and does nothing any more. */
    Thing fail(String id, @Nullable String by, Instant now) {
        return move(holdings.get(id), ServerState.ERROR, TruthLine.FAILED, by, now, null);
    }

    Thing start(String id, @Nullable String by, Profile profile, Instant now) {
        var thing = holdings.wanted(id, "start", by, now);
        return switch (thing.state()) {
            case STOPPED -> move(thing, ServerState.PENDING, TruthLine.STARTING, by, now, profile.bootTime());
            case RUNNING, PENDING, REBOOTING -> thing;
            default -> throw wrongState(thing, "started");
        };
    }

    Thing stop(String id, @Nullable String by, Force force, Profile profile, Instant now) {
        var thing = holdings.wanted(id, "stop", by, now);
        var time = force == Force.HARD ? Duration.ZERO : profile.stopTime();
        return switch (thing.state()) {
            case RUNNING, PENDING, REBOOTING, PAUSED ->
                move(thing, ServerState.STOPPING, TruthLine.STOPPING, by, now, time);
            case STOPPING ->
                force == Force.HARD ? move(thing, ServerState.STOPPED, TruthLine.STOPPED, by, now, null) : thing;
            case STOPPED -> thing;
            default -> throw wrongState(thing, "stopped");
        };
    }

    /** Reboots it, once for each operation. */
    Thing reboot(String id, String by, Profile profile, Instant now) {
        var thing = holdings.wanted(id, "reboot", by, now);
        var isSame = by.equals(thing.rebootedFor());
        if (isSame && (thing.state() == ServerState.RUNNING || thing.state() == ServerState.REBOOTING)) {
            return thing;
        }
        if (thing.state() != ServerState.RUNNING) {
            throw wrongState(thing, "rebooted");
        }
        return holdings.enter(thing.rebootingFor(by, now, now.plus(profile.bootTime())), TruthLine.REBOOTING, by);
    }

    Thing pause(String id, @Nullable String by, Instant now) {
        var thing = holdings.wanted(id, "pause", by, now);
        return switch (thing.state()) {
            case RUNNING -> move(thing, ServerState.PAUSED, TruthLine.PAUSED, by, now, null);
            case PAUSED -> thing;
            default -> throw wrongState(thing, "paused");
        };
    }

    Thing resume(String id, @Nullable String by, Instant now) {
        var thing = holdings.wanted(id, "resume", by, now);
        return switch (thing.state()) {
            case PAUSED -> move(thing, ServerState.RUNNING, TruthLine.RESUMED, by, now, null);
            case RUNNING -> thing;
            default -> throw wrongState(thing, "resumed");
        };
    }

    /**
     * Deletes it; a server goes down first, and is TERMINATING for that long. The answer for what is gone is TERMINATED. A volume is not
     * deleted while its server is there.
     */
    Thing delete(String id, @Nullable String by, Duration time, Instant now) {
        var thing = holdings.wanted(id, "delete", by, now);
        if (thing.state() == ServerState.TERMINATING) {
            return thing;
        }
        var user = holdings.stock().userOf(id);
        if (user != null) {
            throw new RefusedException(Code.IN_USE, "Volume " + id + " is currently attached to " + user.id());
        }
        return thing.kind() == ResourceKind.SERVER
                ? move(thing, ServerState.TERMINATING, TruthLine.TERMINATING, by, now, time)
                : holdings.enter(thing.in(ServerState.TERMINATED, now, null), TruthLine.DELETED, by);
    }

    private Thing move(
            Thing thing,
            ServerState state,
            String event,
            @Nullable String by,
            Instant now,
            @Nullable Duration passesAfter) {
        return holdings.enter(thing.in(state, now, passesAfter == null ? null : now.plus(passesAfter)), event, by);
    }

    private static RefusedException wrongState(Thing thing, String done) {
        return new RefusedException(
                Code.WRONG_STATE,
                "The instance '" + thing.id() + "' is not in a state from which it can be " + done + ": "
                        + thing.state().name().toLowerCase(Locale.ROOT));
    }
}
