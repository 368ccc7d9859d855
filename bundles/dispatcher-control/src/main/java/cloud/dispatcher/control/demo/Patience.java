package cloud.dispatcher.control.demo;

import java.time.Duration;

/** Looks again and again, but not for ever. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Duration limit;
    private final long until;

    Patience(Duration limit) {
        this.limit = limit;
        until = System.nanoTime() + limit.toNanos();
    }

    /** Returns when it is time to look again. @throws DemoException after the limit, with what is missing */
    void next(String missing) throws DemoException, InterruptedException {
        if (System.nanoTime() > until) {
            throw new DemoException(
                    missing + " after " + limit.toSeconds() + " s. The log (data/log/dispatcher.log) tells why.");
        }
        Thread.sleep(PAUSE.toMillis());
    }
}
