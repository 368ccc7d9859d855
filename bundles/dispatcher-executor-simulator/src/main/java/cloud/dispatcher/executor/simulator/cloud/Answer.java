package cloud.dispatcher.executor.simulator.cloud;

import java.time.Instant;

/**
 * What the cloud answers.
 *
 * @param at the cloud's time of the answer
 */
public record Answer<T>(T shown, Instant at) {}
