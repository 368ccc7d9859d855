package cloud.dispatcher.engine.walk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest answers of the cloud.
 *
 * @param askedAfter how many calls of the operation had been claimed when they were asked for
 * @param shown with an empty list: the cloud says that there is none; not in it: not reached
 */
record Answers(int askedAfter, Map<Line.Key, List<Observation>> shown) {
    static final Answers NONE = new Answers(-1, Map.of());

    Answers {
        shown = Map.copyOf(shown);
    }

    /** An answer counts only if no changing call was claimed since it was asked for. */
    Optional<List<Observation>> of(WalkState state, Line.Key line) {
        return askedAfter == state.calls() ? Optional.ofNullable(shown.get(line)) : Optional.empty();
    }
}
