/** Asks machines whether they live, by TCP and by ICMP. Knows nothing of servers, verdicts or the store beyond a server's id. */
@NullMarked
package cloud.dispatcher.pinger.probe;

import org.jspecify.annotations.NullMarked;
