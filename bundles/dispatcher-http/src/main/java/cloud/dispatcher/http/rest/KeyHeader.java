package cloud.dispatcher.http.rest;

import org.jspecify.annotations.Nullable;

/** The header Idempotency-Key: a quoted string (RFC 8941, 3.3.3), or the same without quotes. */
final class KeyHeader {
    static final String NAME = "Idempotency-Key";

    private KeyHeader() {}

    /** @throws RefusedException when it is not 1 to 255 printable characters */
    static @Nullable String parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var text = header.strip();
        var key = text.startsWith("\"") ? unquote(text) : text;
        if (key.isEmpty() || key.length() > 255 || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw broken();
        }
        return key;
    }

    private static String unquote(String text) {
        var key = new StringBuilder();
        int i = 1;
        while (i < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) == '\\') {
                i++;
            }
            if (i < text.length()) {
                key.append(text.charAt(i));
            }
            i++;
        }
        if (i != text.length() - 1) {
            throw broken();
        }
        return key.toString();
    }

    private static RefusedException broken() {
        return RefusedException.header(NAME, "This must be 1 to 255 printable characters, plain or in double quotes.");
    }
}
