package cloud.dispatcher.executor.simulator.cloud;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The luck of one account's calls. The same seed and the same order of calls have the same luck. */
final class Chance {
    private static final long NANOS = 1_000_000_000L;

    private long drawn;
    private double allowance;
    private @Nullable Instant filledAt;

    /** What becomes of a call, by the shares of the account's profile. */
    synchronized Fate of(Call call, Profile profile, Instant now) {
        if (isTooFast(profile, now) || draw(profile) < profile.throttling()) {
            return Fate.THROTTLE;
        }
        if (draw(profile) < profile.lostCalls()) {
            return Fate.LOSE_BEFORE_EFFECT;
        }
        if (call.verb().changes() && draw(profile) < profile.lostAnswers()) {
            return profile.lateEffect().isZero() ? Fate.EFFECT_THEN_LOSE_ANSWER : Fate.LOSE_ANSWER_AND_HOLD;
        }
        if (call.verb() == Call.Verb.CREATE && draw(profile) < profile.failLaunches()) {
            return Fate.CREATE_BROKEN;
        }
        return Fate.GO_ON;
    }

    /** A bucket that holds the calls of one second. */
    private boolean isTooFast(Profile profile, Instant now) {
        var rate = profile.callsPerSecond();
        if (rate == 0) {
            return false;
        }
        if (filledAt == null) {
            allowance = rate;
        } else if (now.isAfter(filledAt)) {
            var passed = Duration.between(filledAt, now).toNanos() / (double) NANOS;
            allowance = Math.min(rate, allowance + passed * rate);
        }
        filledAt = now;
        if (allowance < 1) {
            return true;
        }
        allowance--;
        return false;
    }

    /** SplitMix64 over the seed and the number of the draw: 0 to 1. */
    private double draw(Profile profile) {
        var mixed = (profile.seed() << 32) + ++drawn * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
    }
}
