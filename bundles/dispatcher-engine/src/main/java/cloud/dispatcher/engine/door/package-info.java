/** Answers whoever asks, and lets changes in while the dispatcher runs. Never goes. */
@NullMarked
package cloud.dispatcher.engine.door;

import org.jspecify.annotations.NullMarked;
