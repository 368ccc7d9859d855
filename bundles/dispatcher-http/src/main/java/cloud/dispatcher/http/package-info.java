/** The port: REST, events and the pages that go with them. What is here speaks HTTP, and leaves every decision to the services it calls. */
@NullMarked
package cloud.dispatcher.http;

import org.jspecify.annotations.NullMarked;
