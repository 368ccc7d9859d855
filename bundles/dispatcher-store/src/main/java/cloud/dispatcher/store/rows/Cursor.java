package cloud.dispatcher.store.rows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Where a page ended: the list's name and the last row's key, in text that means nothing to others. */
final class Cursor {
    private static final String SEPARATOR = "\n";

    private Cursor() {}

    static String of(String list, Object... key) {
        var text = new StringBuilder(list);
        for (var part : key) {
            text.append(SEPARATOR).append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key that it was made of.
     *
     * @param parts how many parts this list's keys have; only the first may hold line breaks
     * @throws IllegalArgumentException when it was not made by this list
     */
    static List<String> key(String list, int parts, String cursor) {
        var text = decoded(cursor);
        var key = new ArrayList<String>();
        for (var part = 1; part < parts; part++) {
            var at = text.lastIndexOf(SEPARATOR);
            if (at < 0) {
                throw foreign();
            }
            key.add(0, text.substring(at + 1));
            text = text.substring(0, at);
        }
        var start = list + SEPARATOR;
        if (!text.startsWith(start)) {
            throw foreign();
        }
        key.add(0, text.substring(start.length()));
        return key;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw foreign(); // the decoder's words speak of bits
        }
    }

    /** A number in a key. */
    static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    private static IllegalArgumentException foreign() {
        return new IllegalArgumentException("the cursor was not given by this list");
    }
}
