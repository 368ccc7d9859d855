/**
 * Decides. The doors answer whoever asks and never go; the {@link Worker} carries operations out while the dispatcher runs.
 *
 * <p>One way through: a door accepts, {@link Round} finds what is due, {@link Stepper} claims, calls and settles, and
 * {@link Transitions} says what follows, from values alone.
 */
@NullMarked
package cloud.dispatcher.engine;

import org.jspecify.annotations.NullMarked;
