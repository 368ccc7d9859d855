/**
 * Decides. What all of it shares stands here: settings, clock, ids, and what the log is told.
 *
 * <p>One way through: a {@linkplain cloud.dispatcher.engine.service service} has what is asked for {@linkplain cloud.dispatcher.engine.admission
 * admitted} and stores it; the {@linkplain cloud.dispatcher.engine.work worker} claims what is due, calls an {@linkplain
 * cloud.dispatcher.engine.executors executor} and settles; what follows is {@linkplain cloud.dispatcher.engine.decide decided} from values
 * alone. Each of these knows only what stands to its right: service → admission → executors → decide, work → executors → decide.
 */
@NullMarked
package cloud.dispatcher.engine;

import org.jspecify.annotations.NullMarked;
