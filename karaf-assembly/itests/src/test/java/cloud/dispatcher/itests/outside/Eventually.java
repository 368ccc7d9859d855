package cloud.dispatcher.itests.outside;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come to pass. */
public final class Eventually {
    private static final Duration LOOK = Duration.ofMillis(100);

    private Eventually() {}

    /** Returns when the condition holds; until then a failure of the question counts as no. */
    public static void until(String what, Duration atMost, Callable<Boolean> condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Exception last = null;
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what, last);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
