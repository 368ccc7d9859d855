package cloud.dispatcher.pinger;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.pinger.Opinion.Kind;
import cloud.dispatcher.pinger.Opinion.Run;
import cloud.dispatcher.pinger.probe.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges from values alone. UP after so many answers in a row, DOWN after so many misses, and the verdict before until then. A verdict holds
 * since the first answer of the run that led to it.
 */
final class Judge {
    private Judge() {}

    /** The opinion to go on with on a server that is judged from now on, with the last verdict that was stored. */
    static Opinion restored(Heartbeat last, Instant now, Rules rules) {
        var wasSettled = last.verdict() == Verdict.UP || last.verdict() == Verdict.DOWN;
        return new Opinion(last, Run.none(now), 0, 0, wasSettled ? null : now.plus(rules.patience()));
    }

    /** It has begun to run, or is asked elsewhere: what was counted before is no evidence, and it is given time to answer. */
    static Opinion begun(Opinion before, Instant now, Rules rules) {
        return new Opinion(before.heartbeat(), Run.none(now), 0, 0, now.plus(rules.patience()));
    }

    /** The pinger itself was away: misses before and after do not add up. */
    static Opinion afterGap(Opinion before, Instant now) {
        return before.run().kind() == Kind.MISSED ? withRun(before, Run.none(now)) : before;
    }

    /**
     * The server is of another version than the one that was judged. Misses of both do not add up, and a DOWN that was not stored for the
     * one before is not known of this one: it may have been stopped meanwhile, as somebody wished.
     */
    static Opinion changed(Opinion before, Heartbeat stored, Instant now) {
        var isHearsay = before.verdict() == Verdict.DOWN && stored.verdict() != Verdict.DOWN;
        return afterGap(isHearsay ? withHeartbeat(before, stored) : before, now);
    }

    /** It is in a state in which silence is expected. What is not asked is not known to be UP; a passing state changes nothing yet. */
    static Opinion resting(Opinion before, ServerState state, Instant now) {
        var opinion = withRun(before, Run.none(now));
        return switch (state) {
            case REQUESTED, PENDING, STOPPING, REBOOTING, TERMINATING, TERMINATED, RUNNING, UNKNOWN -> opinion;
            case STOPPED, PAUSED, MISSING, ERROR ->
                before.verdict() == Verdict.DOWN
                        ? opinion
                        : unwatched(opinion, "it is " + state.name().toLowerCase(Locale.ROOT), now);
        };
    }

    /** Nobody asks. */
    static Opinion unwatched(Opinion before, String why, Instant now) {
        if (before.verdict() == Verdict.UNWATCHED
                && why.equals(before.heartbeat().why())) {
            return before;
        }
        return withHeartbeat(before, verdict(before.heartbeat(), Verdict.UNWATCHED, now, why));
    }

    /** What to think after one more answer, which came {@code at} that time; a miss counts from the time at which was asked. */
    static Opinion after(Opinion before, Answer answer, Instant at, Rules rules) {
        return answer.match(
                seen -> seen(before, seen.rtt(), at, rules),
                missed -> missed(before, missed.why(), at, rules),
                unable -> unable(before, unable.why(), at, rules));
    }

    private static Opinion seen(Opinion before, Duration rtt, Instant at, Rules rules) {
        var run = longer(before.run(), Kind.SEEN, at, "");
        var verdict = run.length() >= rules.answers() ? Verdict.UP : notYet(before.verdict());
        var history = before.history() << 1;
        var probes = Math.min(Opinion.MEMORY, before.probes() + 1);
        var told = verdict(before.heartbeat(), verdict, sinceFor(verdict, run, at), null);
        var heartbeat = new Heartbeat(verdict, told.since(), at, rtt, loss(history, probes), told.outage(), null);
        return new Opinion(heartbeat, run, history, probes, verdict == Verdict.UP ? null : before.patientUntil());
    }

    private static Opinion missed(Opinion before, String why, Instant at, Rules rules) {
        var run = longer(before.run(), Kind.MISSED, at, why);
        var isEnough = run.length() >= rules.misses();
        var verdict = isEnough ? silent(before, at) : notYet(before.verdict());
        var history = (before.history() << 1) | 1;
        var probes = Math.min(Opinion.MEMORY, before.probes() + 1);
        var told = verdict(before.heartbeat(), verdict, sinceFor(verdict, run, at), null);
        var heartbeat = new Heartbeat(
                verdict, told.since(), told.lastSeen(), told.rtt(), loss(history, probes), told.outage(), null);
        return new Opinion(heartbeat, run, history, probes, before.patientUntil());
    }

    private static Opinion unable(Opinion before, String why, Instant at, Rules rules) {
        var run = longer(before.run(), Kind.UNABLE, at, why);
        var opinion = withRun(before, run);
        return run.length() >= rules.misses() ? unwatched(opinion, why, run.since()) : opinion;
    }

    private static Verdict silent(Opinion before, Instant at) {
        return before.isPatient(at) && before.verdict() != Verdict.DOWN ? Verdict.UNKNOWN : Verdict.DOWN;
    }

    /** The verdict while the run is too short for another: what was not watched is no longer so. */
    private static Verdict notYet(Verdict before) {
        return before == Verdict.UNWATCHED ? Verdict.UNKNOWN : before;
    }

    private static Instant sinceFor(Verdict verdict, Run run, Instant at) {
        return verdict == Verdict.UNKNOWN ? at : run.since();
    }

    private static Run longer(Run before, Kind kind, Instant at, String why) {
        return before.kind() == kind
                ? new Run(kind, before.length() + 1, before.since(), why)
                : new Run(kind, 1, at, why);
    }

    private static Heartbeat verdict(Heartbeat before, Verdict verdict, Instant since, @Nullable String why) {
        var holds = before.verdict() == verdict;
        return new Heartbeat(
                verdict,
                holds ? before.since() : since,
                before.lastSeen(),
                before.rtt(),
                before.loss(),
                verdict == Verdict.DOWN ? before.outage() : null,
                why);
    }

    private static double loss(int history, int probes) {
        var counted = history & ((1 << probes) - 1);
        return (double) Integer.bitCount(counted) / probes;
    }

    private static Opinion withRun(Opinion before, Run run) {
        return new Opinion(before.heartbeat(), run, before.history(), before.probes(), before.patientUntil());
    }

    private static Opinion withHeartbeat(Opinion before, Heartbeat heartbeat) {
        return new Opinion(heartbeat, before.run(), before.history(), before.probes(), before.patientUntil());
    }
}
