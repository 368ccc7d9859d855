/**
 * Switches the dispatcher, remembers the wish, and carries command lines from the control socket to the shell. It knows the order of the
 * stages, and not what any of them does; it runs a line, and does not know what it means.
 */
@NullMarked
package cloud.dispatcher.control;

import org.jspecify.annotations.NullMarked;
