package cloud.dispatcher.engine;

import java.time.Instant;

/** The engine's only clock. */
public interface Time {

    /** The time of day, for people, due times and deadlines. */
    Instant now();

    /** Nanoseconds since some fixed moment of this process; never jumps. Windows are measured by it. */
    long nanos();
}
