package cloud.dispatcher.engine.walk;

import org.jspecify.annotations.Nullable;

/**
 * The cloud's answer to a changing call.
 *
 * @param seen the thing, where the answer shows it
 * @param ticket a task to ask for, where the cloud gave one (vSphere, LXD, GCP)
 */
public record Receipt(@Nullable Observation seen, @Nullable String ticket) {}
