/**
 * The simulated cloud itself: a cloud of its own, with its own truth in a file for each account, which knows nothing of a dispatcher.
 *
 * <p>{@link Session} is its door, with all the troubles of a real one; {@link Region} is what is behind it. Nothing happens by a timer:
 * what is due is recorded with its time and takes effect when the next call, or the tick, comes by.
 */
@NullMarked
package cloud.dispatcher.executor.simulator.cloud;

import org.jspecify.annotations.NullMarked;
