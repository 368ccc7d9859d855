package cloud.dispatcher.http.json;

/** Which characters a text may hold. */
public final class Characters {
    static final String UNSOUND = "This must not hold the character NUL or half a surrogate pair.";

    private Characters() {}

    /** Whether every store can hold it as it is: no NUL, and no half of a surrogate pair. */
    public static boolean areSound(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)));
    }
}
