package cloud.dispatcher.model;

import java.util.Locale;

/** The actions by name, as REST, shell and log write them (in lower case). */
public enum ActionKind {
    LAUNCH,
    START,
    STOP,
    REBOOT,
    PAUSE,
    RESUME,
    TERMINATE;

    /** The name as users write it, {@code launch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when no action has this name */
    public static ActionKind of(String word) {
        for (var kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no action called " + word);
    }
}
