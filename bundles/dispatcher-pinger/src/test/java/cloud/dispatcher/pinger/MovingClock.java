package cloud.dispatcher.pinger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when it is told to: the time of day and the monotonic time, together or apart. */
final class MovingClock extends Clock {
    private Instant today = Instant.parse("2026-01-01T00:00:00Z");
    // Close to where the number overflows, as System.nanoTime() may be.
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

    void pass(Duration time) {
        nanos += time.toNanos();
        leap(time);
    }

    /** The machine slept: only the time of day went on. */
    void leap(Duration time) {
        today = today.plus(time);
    }

    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return today;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
