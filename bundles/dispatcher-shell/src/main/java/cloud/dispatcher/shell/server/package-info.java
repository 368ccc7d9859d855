/** Commands on servers. */
@NullMarked
package cloud.dispatcher.shell.server;

import org.jspecify.annotations.NullMarked;
