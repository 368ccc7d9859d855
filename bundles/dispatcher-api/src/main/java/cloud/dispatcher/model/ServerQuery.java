package cloud.dispatcher.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which servers. What is null or empty does not limit.
 *
 * @param states empty: all but TERMINATED
 * @param name a part of the name, in any case
 * @param labels labels that it must have
 */
public record ServerQuery(
        @Nullable AccountId account,
        Set<ServerState> states,
        @Nullable String name,
        Map<String, String> labels,
        @Nullable Verdict heartbeat,
        Sort sort) {

    /** The order of the list. */
    public enum Sort {
        OLDEST_FIRST,
        NEWEST_FIRST,
        NAME,
        NAME_REVERSED
    }

    public ServerQuery {
        states = Set.copyOf(states);
        labels = Map.copyOf(labels);
    }

    /** Every server that is not terminated, the oldest first. */
    public static ServerQuery all() {
        return new ServerQuery(null, Set.of(), null, Map.of(), null, Sort.OLDEST_FIRST);
    }
}
