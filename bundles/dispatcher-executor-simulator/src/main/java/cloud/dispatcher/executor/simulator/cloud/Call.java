package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ResourceKind;
import org.jspecify.annotations.Nullable;

/**
 * One call to the cloud.
 *
 * @param number counts all calls to this cloud, from 1
 * @param token the operation whose thing is created or looked for
 * @param id the thing that is shown or changed
 */
public record Call(
        long number,
        String account,
        Verb verb,
        @Nullable ResourceKind kind,
        @Nullable String token,
        @Nullable String id) {

    /** What can be asked of the cloud. */
    public enum Verb {
        CREATE,
        START,
        STOP,
        REBOOT,
        PAUSE,
        RESUME,
        DELETE,
        FIND,
        DESCRIBE,
        LIST,
        CATALOG;

        /** Whether such a call has an effect. */
        public boolean changes() {
            return switch (this) {
                case CREATE, START, STOP, REBOOT, PAUSE, RESUME, DELETE -> true;
                case FIND, DESCRIBE, LIST, CATALOG -> false;
            };
        }
    }
}
