/** The command that Karaf's scope {@code log} lacks. */
@NullMarked
package cloud.dispatcher.shell.log;

import org.jspecify.annotations.NullMarked;
