/**
 * The commands that start and stop the dispatcher. They are here and not with the others, because Karaf registers the commands of a
 * bundle all or nothing: these have to be there above all when the rest is not.
 */
@NullMarked
package cloud.dispatcher.control.command;

import org.jspecify.annotations.NullMarked;
