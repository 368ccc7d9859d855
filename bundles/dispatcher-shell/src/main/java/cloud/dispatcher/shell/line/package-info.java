/** What becomes of a command line before a command sees it, whoever sends it: the interactive shell, ssh, the control socket or a script. */
@NullMarked
package cloud.dispatcher.shell.line;

import org.jspecify.annotations.NullMarked;
