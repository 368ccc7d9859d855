/**
 * The database itself: its directory and keys, its connections, and the one thread that commits. Knows no table but the counters.
 */
@NullMarked
package cloud.dispatcher.store.database;

import org.jspecify.annotations.NullMarked;
