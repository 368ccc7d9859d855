/** Validates what is asked for, and makes of it what is stored; stores nothing. */
@NullMarked
package cloud.dispatcher.engine.admission;

import org.jspecify.annotations.NullMarked;
