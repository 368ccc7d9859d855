package cloud.dispatcher.http.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The version of a thing as HTTP names it (RFC 9110, 8.8.3 and 13.1.1). */
public final class EntityTag {
    private static final long NO_VERSION = -1;

    /** Of the sum: enough for no two states of one thing ever to be taken for one. */
    private static final int BYTES = 12;

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Of what has no version that grows with every change: the same for the same text. */
    public static String of(String content) {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sum, BYTES)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
