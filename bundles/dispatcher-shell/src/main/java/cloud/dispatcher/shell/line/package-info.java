/** What becomes of a command line before a command sees it, from any source: the interactive shell, ssh, the control socket or a script. */
@NullMarked
package cloud.dispatcher.shell.line;

import org.jspecify.annotations.NullMarked;
