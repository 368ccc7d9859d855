/** Commands that start and stop the dispatcher and the pinger. */
@NullMarked
package cloud.dispatcher.shell.control;

import org.jspecify.annotations.NullMarked;
