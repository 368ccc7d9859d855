package cloud.dispatcher.control.tail;

import java.util.Map;

/**
 * Which entries are shown.
 *
 * @param level this and everything above
 * @param ids what an entry carries: {@code operation}, {@code server}, {@code account}, each with an id or the end of one
 */
record Wanted(Level level, Map<String, String> ids) {
    Wanted {
        ids = Map.copyOf(ids);
    }

    boolean takes(Head head) {
        return head.level().compareTo(level) >= 0
                && ids.entrySet().stream().allMatch(id -> head.carries(id.getKey(), id.getValue()));
    }

    /** Whether it is about some thing, so that all of its story is of interest and not its end alone. */
    boolean isStory() {
        return !ids.isEmpty();
    }
}
