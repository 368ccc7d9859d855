package cloud.dispatcher.control.lifecycle;

import java.util.Locale;

/** What the dispatcher is to be, whatever it is now. */
enum DesiredState {
    STARTED,
    STOPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
