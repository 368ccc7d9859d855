/** Commands that tell which clouds can be spoken to. */
@NullMarked
package cloud.dispatcher.shell.executor;

import org.jspecify.annotations.NullMarked;
