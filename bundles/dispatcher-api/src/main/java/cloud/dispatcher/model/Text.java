package cloud.dispatcher.model;

/** The one check that almost every fact needs. */
public final class Text {
    private Text() {}

    public static void require(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
    }
}
