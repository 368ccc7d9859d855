package cloud.dispatcher.executor.simulator.cloud;

import org.jspecify.annotations.Nullable;

/**
 * One line of the truth file.
 *
 * @param at when it happened, RFC 3339 in UTC
 * @param event requested, created, started, stopping, stopped, rebooting, paused, resumed, failed, terminating or deleted
 * @param id the thing's id; not yet there when a creation is requested
 * @param kind server or volume
 * @param token the operation that the thing was created for
 * @param name what people call it
 * @param call what was requested, with {@code requested}
 * @param by the operation that asked for the change; for nobody's, who did it
 * @param due when the state that begins here passes by itself
 */
record TruthLine(
        String at,
        String event,
        @Nullable String id,
        @Nullable String kind,
        @Nullable String token,
        @Nullable String name,
        @Nullable String call,
        @Nullable String by,
        @Nullable String due,
        @Nullable String visibleAt,
        @Nullable String unique,
        @Nullable String installation,
        @Nullable String size,
        @Nullable String image,
        @Nullable String address,
        @Nullable Integer port) {

    static final String REQUESTED = "requested";
    static final String CREATED = "created";
    static final String STARTED = "started";
    static final String STARTING = "starting";
    static final String STOPPING = "stopping";
    static final String STOPPED = "stopped";
    static final String REBOOTING = "rebooting";
    static final String PAUSED = "paused";
    static final String RESUMED = "resumed";
    static final String FAILED = "failed";
    static final String TERMINATING = "terminating";
    static final String DELETED = "deleted";
}
