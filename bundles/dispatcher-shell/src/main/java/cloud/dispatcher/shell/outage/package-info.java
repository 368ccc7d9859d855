/** Commands that tell of outages. */
@NullMarked
package cloud.dispatcher.shell.outage;

import org.jspecify.annotations.NullMarked;
