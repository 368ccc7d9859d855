package cloud.dispatcher.engine.walk;

import java.time.Duration;

/** How the time stands, by a clock that does not jump. What a restart does not know any more has just begun. */
interface Times {

    /** Whether what was lost of this line, or of the change of it, would be visible by now. */
    boolean isSettled(Line.Key line);

    /** How long ago the current step made its first call, or was first seen done by itself. */
    Duration waited();

    /** How long ago the current step made its last call. */
    Duration sinceCall();

    /** Whether attempts are to end. */
    boolean isLate();

    /** Whether undoing is to end. */
    boolean isCleanUpOver();
}
