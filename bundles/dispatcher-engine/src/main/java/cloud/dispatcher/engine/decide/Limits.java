package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ActionKind;
import java.time.Duration;

/**
 * How long and how much.
 *
 * @param step how long one step may take before its operation waits without it
 * @param launch from the acceptance of a launch to its deadline
 * @param change the same for start, stop, reboot, pause and resume
 * @param terminate the same for terminate
 * @param cleanUp how long a launch may take to be undone before it ends with leftovers and the watch takes over
 * @param backoff before the second try; doubled for each further one
 * @param backoffMost the longest wait between two tries
 * @param tries how often a fault that may not pass is tried
 * @param grace how long after the process began no deadline acts: the machine's clock may have been wrong before
 */
public record Limits(
        Duration step,
        Duration launch,
        Duration change,
        Duration terminate,
        Duration cleanUp,
        Duration backoff,
        Duration backoffMost,
        int tries,
        Duration grace) {

    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(60),
            Duration.ofMinutes(30),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            5,
            Duration.ofSeconds(30));

    public Duration deadline(ActionKind kind) {
        return switch (kind) {
            case LAUNCH -> launch;
            case START, STOP, REBOOT, PAUSE, RESUME -> change;
            case TERMINATE -> terminate;
        };
    }
}
