package cloud.dispatcher.model;

/** The checks that almost every text needs, and how a text is shown where it must not steer what shows it. */
public final class Text {
    private static final int REPLACEMENT = 0xFFFD;

    /** LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK, ARABIC LETTER MARK: they turn their neighbours around, and have the directionality of letters. */
    private static final String MARKS = "\u200e\u200f\u061c";

    private Text() {}

    public static void require(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
    }

    /**
     * Whether the text holds a character that steers whatever shows it and is not seen itself: a control character (C0 with ESC and line
     * breaks, DEL, C1), a line or paragraph separator, a control of the writing direction (Unicode Standard Annex 9), or half of a
     * surrogate pair. Such a text is refused wherever people give a name or a word.
     */
    public static boolean isUnprintable(String text) {
        return text.codePoints().anyMatch(Text::isUnprintable);
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default ->
                switch (Character.getDirectionality(character)) {
                    case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                            Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                            Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                            Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                            Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                            Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
                    default -> MARKS.indexOf(character) >= 0;
                };
        };
    }

    /** The text in one line that steers nothing: white space of any length is one space, and what is {@link #isUnprintable} is "\uFFFD". */
    public static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.replaceAll("[\\s\u2028\u2029]+", " ")
                .codePoints()
                .map(each -> isUnprintable(each) ? REPLACEMENT : each)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** The same JSON document with what is {@link #isUnprintable} escaped; its own line breaks stay. */
    public static String escaped(String json) {
        var escaped = new StringBuilder(json.length());
        json.codePoints().forEach(each -> {
            if (each != '\n' && isUnprintable(each)) { // all of them are in the basic plane
                escaped.append(String.format("\\u%04x", each));
            } else {
                escaped.appendCodePoint(each);
            }
        });
        return escaped.toString();
    }
}
