package cloud.dispatcher.shell;

import org.jline.utils.AttributedString;

/** Texts by the columns that they take on a terminal, where a character takes none, one or two of them. */
public final class ScreenText {
    /** Time and counter of a UUID of version 7: two ids of one installation never share them. */
    static final int SHORT_ID = 18;

    private static final String CUT = "…";

    private ScreenText() {}

    static int width(String text) {
        return new AttributedString(text).columnLength();
    }

    /** Its columns from {@code from} to before {@code to}; half a wide character is left out. */
    static String columns(String text, int from, int to) {
        return new AttributedString(text).columnSubSequence(from, to).toString();
    }

    /** At most so wide; where its end was cut, "…". */
    public static String cut(String text, int width) {
        return width(text) <= width ? text : columns(text, 0, Math.max(0, width - 1)) + CUT;
    }

    /** At most so wide; where its middle was cut, "…". */
    static String cutMiddle(String text, int width) {
        int whole = width(text);
        if (whole <= width) {
            return text;
        }
        int end = Math.max(0, width - 1) / 2;
        return columns(text, 0, Math.max(0, width - 1 - end)) + CUT + columns(text, whole - end, whole);
    }

    /** Exactly so wide, for a text that is not wider. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }
}
