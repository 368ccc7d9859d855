/**
 * Heartbeats every server: asks on a schedule, judges the answers, records what it found. It is not stopped with the dispatcher, and knows
 * no cloud: what it is to ask, and how, it reads from the store.
 */
@NullMarked
package cloud.dispatcher.pinger;

import org.jspecify.annotations.NullMarked;
