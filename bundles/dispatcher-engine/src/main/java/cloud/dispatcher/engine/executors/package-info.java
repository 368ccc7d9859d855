/** The executors that are there, and how their clouds are asked while a caller waits. */
@NullMarked
package cloud.dispatcher.engine.executors;

import org.jspecify.annotations.NullMarked;
