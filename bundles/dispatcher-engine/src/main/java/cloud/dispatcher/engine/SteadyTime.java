package cloud.dispatcher.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The machine's time, but a jump of the wall clock is taken over slowly: no deadline ends because the clock was set. */
final class SteadyTime implements Time {
    /** A difference of up to this is taken over at once: the clock was trimmed, it did not jump. */
    private static final Duration TRIM = Duration.ofSeconds(1);

    /** One part in so many of the time that passed is corrected. */
    private static final int SLEW = 10;

    private final Clock wall = Clock.systemUTC();
    private Instant last = wall.instant();
    private long lastNanos = System.nanoTime();

    @Override
    public synchronized Instant now() {
        var nanos = System.nanoTime();
        var passed = Duration.ofNanos(nanos - lastNanos);
        var steady = last.plus(passed);
        var ahead = Duration.between(steady, wall.instant());
        if (ahead.abs().compareTo(TRIM) > 0) {
            var most = passed.dividedBy(SLEW);
            ahead = ahead.isNegative() ? most.negated() : most;
        }
        var next = steady.plus(ahead);
        last = next.isBefore(last) ? last : next;
        lastNanos = nanos;
        return last;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
