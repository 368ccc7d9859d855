/** Commands on operations. */
@NullMarked
package cloud.dispatcher.shell.operation;

import org.jspecify.annotations.NullMarked;
