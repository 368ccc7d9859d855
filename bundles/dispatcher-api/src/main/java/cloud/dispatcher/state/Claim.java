package cloud.dispatcher.state;

import java.time.Instant;

/**
 * Whose step is under way. A claim does not expire; one of another boot means that its step may have reached the cloud.
 *
 * @param node the machine
 * @param boot one run of the container's process: only when that process is dead can the step's call no longer be sent
 */
public record Claim(String node, String boot, Instant at) {}
