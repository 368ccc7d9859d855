package cloud.dispatcher.executor.simulator.cloud;

import java.time.Duration;

/** How a call's duration is spent: by waiting, or by moving a test's clock. */
@FunctionalInterface
public interface Latency {
    /** Calls last no time at all, whatever the settings say. */
    Latency NONE = duration -> {};

    /** Lets that much time pass on the caller's thread. */
    void pass(Duration duration) throws InterruptedException;
}
