package cloud.dispatcher.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Starts and stops the dispatcher. The wish is remembered: a container that is killed comes back as it was wished. */
@ProviderType
public interface Switch {

    /**
     * Starts the pinger, then the dispatcher; returns when the port answers. Twice is harmless.
     *
     * @throws StartException with the reason; the dispatcher is then stopped, and is tried again until it runs or {@link #stop()} is called
     */
    void start() throws StartException;

    /** Stops the dispatcher, never the pinger; returns when the port refuses. Twice is harmless. */
    void stop();

    /** Whether it runs now: every stage is open. */
    boolean isRunning();

    /** What the open stages say of themselves, in the order of opening; see {@link Stage#summary()}. */
    List<String> summary();

    /** Why it does not run although that is wished, and what happens next, for people; empty while it runs and where it is to be stopped. */
    Optional<String> whyNot();

    /** Why parts of this container cannot work at all, for people; empty when all can. */
    List<String> failures();
}
