/**
 * The remote shell of {@code bin/dispatcher}: its client, its protocol on a unix socket, and the server that runs each command line in
 * Karaf's shell. It runs a line, and does not know what it means.
 */
@NullMarked
package cloud.dispatcher.control.remote;

import org.jspecify.annotations.NullMarked;
