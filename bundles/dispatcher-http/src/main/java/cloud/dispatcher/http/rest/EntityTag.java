package cloud.dispatcher.http.rest;

import org.jspecify.annotations.Nullable;

/** The version of a thing as HTTP names it (RFC 9110, 8.8.3 and 13.1.1). */
public final class EntityTag {
    private static final long NO_VERSION = -1;

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that If-Match asks for.
     *
     * @return null for any version; a version that nothing has for a tag that is not ours, is weak, or is one of several that are not the
     *     present one
     */
    public static @Nullable Long ifMatch(@Nullable String header, long present) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        return names(header, of(present)) ? (Long) present : (Long) NO_VERSION;
    }

    /** Whether If-None-Match names this tag: the asker has it already. */
    static boolean isKnown(@Nullable String header, String tag) {
        return header != null && (header.strip().equals("*") || names(header.replace("W/", ""), tag));
    }

    private static boolean names(String header, String tag) {
        for (var each : header.split(",", -1)) {
            if (each.strip().equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
