/** Commands on accounts. */
@NullMarked
package cloud.dispatcher.shell.account;

import org.jspecify.annotations.NullMarked;
