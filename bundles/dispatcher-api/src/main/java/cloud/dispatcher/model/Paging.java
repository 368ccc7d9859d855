package cloud.dispatcher.model;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param limit 1 to 1,000
 * @param cursor what the page before gave, or null for the first
 */
public record Paging(int limit, @Nullable String cursor) {
    public static final int MOST = 1_000;

    public Paging {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is not within 1 to 1000: " + limit);
        }
    }

    /** The first so many. */
    public static Paging first(int limit) {
        return new Paging(limit, null);
    }
}
