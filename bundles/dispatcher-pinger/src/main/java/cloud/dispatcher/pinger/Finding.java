package cloud.dispatcher.pinger;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.pinger.Opinion.Run;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.Targets.Target;
import java.time.Duration;

/**
 * A judgement on its way to the store, with what the log will tell of it.
 *
 * @param before what was handed on before it, or is stored
 */
record Finding(Target target, Heartbeat before, Heartbeat now, Run run) {

    Judgement judgement() {
        var unnumbered =
                new Heartbeat(now.verdict(), now.since(), now.lastSeen(), now.rtt(), now.loss(), null, now.why());
        return new Judgement(target.server(), target.version(), unnumbered);
    }

    boolean isNews() {
        return before.verdict() != now.verdict();
    }

    /** This one in place of an earlier one that was not recorded. */
    Finding insteadOf(Finding earlier) {
        return new Finding(target, earlier.before, now, run);
    }

    /** The line for the log, of the heartbeat as it was recorded. */
    String line(Heartbeat recorded) {
        return switch (recorded.verdict()) {
            case UP -> target.name() + " is UP" + (before.verdict() == Verdict.DOWN ? again(recorded) : "");
            case DOWN ->
                "%s is DOWN since %s; %s without an answer (%s)%s. It is asked on."
                        .formatted(
                                target.name(),
                                recorded.since(),
                                run.length() == 1 ? "1 probe" : run.length() + " probes",
                                run.why(),
                                recorded.outage() == null ? "" : " (outage " + recorded.outage() + ")");
            case UNKNOWN -> target.name() + " has not answered yet. It is asked on.";
            case FLAPPING -> target.name() + " is FLAPPING";
            case UNWATCHED -> target.name() + " is UNWATCHED: " + recorded.why();
        };
    }

    private String again(Heartbeat recorded) {
        var away = Duration.between(before.since(), recorded.since()).toSeconds();
        var outage = target.last().outage();
        return " again after " + away + " s" + (outage == null ? "" : " (outage " + outage + " is over)");
    }
}
