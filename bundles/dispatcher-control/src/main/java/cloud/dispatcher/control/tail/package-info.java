/** {@code bin/dispatcher tail}: the log as it grows, whether the container runs or not. */
@NullMarked
package cloud.dispatcher.control.tail;

import org.jspecify.annotations.NullMarked;
