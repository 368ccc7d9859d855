/** Judges what is asked for, and makes of it what is stored; stores nothing. */
@NullMarked
package cloud.dispatcher.engine.judge;

import org.jspecify.annotations.NullMarked;
