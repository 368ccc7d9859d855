/** Commands that ask, start and stop the pinger. */
@NullMarked
package cloud.dispatcher.shell.pinger;

import org.jspecify.annotations.NullMarked;
