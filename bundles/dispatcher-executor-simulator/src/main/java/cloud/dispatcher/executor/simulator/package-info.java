/**
 * The executor of the simulated cloud: stateless, and a client of {@link cloud.dispatcher.executor.simulator.cloud.SimulatedCloud} as any
 * other executor is one of its cloud.
 */
@NullMarked
package cloud.dispatcher.executor.simulator;

import org.jspecify.annotations.NullMarked;
