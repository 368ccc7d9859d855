/** Commands that read the event journal. */
@NullMarked
package cloud.dispatcher.shell.event;

import org.jspecify.annotations.NullMarked;
