/** How records become JSON, JSON becomes records, and both are described: nothing here knows HTTP or a server. */
@NullMarked
package cloud.dispatcher.http.json;

import org.jspecify.annotations.NullMarked;
