/** {@code bin/dispatcher demo}: a client of the REST API, in a process of its own, with nothing but the JDK. */
@NullMarked
package cloud.dispatcher.control.demo;

import org.jspecify.annotations.NullMarked;
