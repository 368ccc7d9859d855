package cloud.dispatcher.engine.walk;

import cloud.dispatcher.model.Force;
import org.jspecify.annotations.Nullable;

/** One changing call: claimed and committed before it is made. */
sealed interface Call {

    /** The line that it is about. */
    Line.Key line();

    /** Makes the line's thing. */
    record Make(Line.Key line) implements Call {}

    /** @param calls how many were made before it */
    record Change(Line.Key line, String verb, int calls, Force force) implements Call {}

    /**
     * Removes the line's thing.
     *
     * @param seen what was just shown: this and nothing else is removed
     * @param anchored the line that it settles, where it is its anchor
     */
    record Remove(Line.Key line, Observation seen, Force force, Line.@Nullable Key anchored) implements Call {}
}
