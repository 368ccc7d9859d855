package cloud.dispatcher.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Starts and stops the dispatcher. The last start or stop is stored: a container that is killed comes back as it was left. */
@ProviderType
public interface Switch {

    /**
     * Starts the pinger, then the dispatcher; returns when the port answers. Twice is harmless.
     *
     * @throws StartException with the reason; the dispatcher is then stopped, and is tried again until it runs or {@link #stop()} is called.
     *     Where the start could not be stored, nothing was begun
     */
    void start() throws StartException;

    /**
     * Stops the dispatcher, never the pinger; returns when the port refuses. Twice is harmless.
     *
     * @throws StopException when it is stopped, and that could not be stored: it would not outlast the container
     */
    void stop() throws StopException;

    /** Stops and starts the dispatcher; at no moment is it stored as stopped. @throws StartException as {@link #start()} does */
    void restart() throws StartException;

    /** Whether it runs now: every stage is open. */
    boolean isRunning();

    /** What the open stages say of themselves, in the order of opening; see {@link Stage#summary()}. */
    List<String> summary();

    /** How people get in, from the open stages; see {@link Stage#entryPoints()}. */
    List<String> entryPoints();

    /** Why it does not run although it is to, and what happens next, for people; empty while it runs and while it is stopped. */
    Optional<String> notRunningReason();

    /** Why parts of this container cannot work at all, for people; empty when all can. */
    List<String> failures();
}
