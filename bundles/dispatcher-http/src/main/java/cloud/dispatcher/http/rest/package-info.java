/** What HTTP asks of any API: routes, negotiation, problems, entity tags, idempotency keys. Nothing here knows a server or an operation. */
@NullMarked
package cloud.dispatcher.http.rest;

import org.jspecify.annotations.NullMarked;
