package cloud.dispatcher.http.rest;

/** Which characters a text may hold. */
final class Characters {
    private Characters() {}

    /** Whether every store can hold it as it is: no NUL, and no half of a surrogate pair. */
    static boolean areSound(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)));
    }

    /** Whether all are printable ASCII, from ! to ~. */
    static boolean arePrintable(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
