package cloud.dispatcher.api;

import org.osgi.annotation.versioning.ProviderType;

/** Heartbeats every server. It starts with the dispatcher and is not stopped with it. */
@ProviderType
public interface Pinger {

    /** Begins, or goes on. Twice is harmless. */
    void start();

    /** Ends all probes. Twice is harmless. */
    void stop();

    boolean isRunning();

    /** How many servers are watched and how, in one line for people. */
    String summary();
}
