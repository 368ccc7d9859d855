/** The keys with which {@code bin/dispatcher console} and Karaf's ssh know each other, so that nobody has to set a password first. */
@NullMarked
package cloud.dispatcher.control.ssh;

import org.jspecify.annotations.NullMarked;
