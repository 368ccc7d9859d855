/**
 * What stands between a logger and its file: who is traced, which repeated lines are folded, what must not be read by anybody, and how much
 * all files together may hold. Plugins of Log4j 2, in a fragment of Pax Logging; {@code etc/org.ops4j.pax.logging.cfg} says where each stands.
 */
@NullMarked
package cloud.dispatcher.log;

import org.jspecify.annotations.NullMarked;
