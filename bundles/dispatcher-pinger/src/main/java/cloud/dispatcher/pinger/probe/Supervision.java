package cloud.dispatcher.pinger.probe;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a thread at its work: what fails in it is told and counted, and the work goes on after a pause. */
public final class Supervision {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String what;
    private int failures;
    private volatile @Nullable String problem;

    /** @param what works, the beginning of a sentence: {@code TCP probes} */
    public Supervision(String what) {
        this.what = what;
    }

    /**
     * The work has failed. Called on its thread alone.
     *
     * @param recover ends what was under way; what it throws is told, too
     */
    @SuppressWarnings("EmptyCatch") // where it cannot even be told (no memory is left), going on is all that helps
    public void failed(Throwable failure, Runnable recover) {
        failures++;
        try {
            problem = what + ": " + failures + (failures == 1 ? " internal error" : " internal errors") + ", the last: "
                    + failure;
            if (Integer.bitCount(failures) == 1) {
                LOG.error("{} failed with an internal error. They go on in {}.", what, PAUSE, failure);
            }
            recover.run();
        } catch (RuntimeException | Error e) {
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** In a sentence for people; null where nothing failed yet. */
    public @Nullable String problem() {
        return problem;
    }
}
