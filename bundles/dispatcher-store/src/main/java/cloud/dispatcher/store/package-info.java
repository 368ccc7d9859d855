/** Durable state: implements what the state package offers on a database of its own, and is the only writer to it. */
@NullMarked
package cloud.dispatcher.store;

import org.jspecify.annotations.NullMarked;
