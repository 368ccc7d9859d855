/** What follows from what, from values alone: a situation in, what is stored next out. No clock, no store, no cloud, no log. */
@NullMarked
package cloud.dispatcher.engine.decide;

import org.jspecify.annotations.NullMarked;
