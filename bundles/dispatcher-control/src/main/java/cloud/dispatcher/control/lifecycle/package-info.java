/**
 * Starts and stops the dispatcher and remembers which of the two was asked for. It knows the order of the stages, and not what any of them
 * does.
 */
@NullMarked
package cloud.dispatcher.control.lifecycle;

import org.jspecify.annotations.NullMarked;
