/**
 * Carries operations out while the dispatcher runs: {@link DispatchLoop} finds what is due, {@link Stepper} claims, calls and settles, {@link LeftoverSweeper}
 * and {@link Refresh} look after what is over or unknown.
 */
@NullMarked
package cloud.dispatcher.engine.work;

import org.jspecify.annotations.NullMarked;
