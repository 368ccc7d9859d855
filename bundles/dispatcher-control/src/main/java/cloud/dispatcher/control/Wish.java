package cloud.dispatcher.control;

import java.util.Locale;

/** What the operator wants the dispatcher to be. */
enum Wish {
    STARTED,
    STOPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
