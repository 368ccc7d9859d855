package cloud.dispatcher.pinger.probe;

import java.time.Duration;
import java.util.function.Function;

/** What one probe led to. */
public sealed interface Answer {

    /** The machine answered. */
    record Seen(Duration rtt) implements Answer {
        @Override
        public <R> R match(Function<Seen, R> seen, Function<Missed, R> missed, Function<Unable, R> unable) {
            return seen.apply(this);
        }
    }

    /** The machine was asked and did not answer, refused, or somebody said that it cannot be reached. */
    record Missed(String why) implements Answer {
        @Override
        public <R> R match(Function<Seen, R> seen, Function<Missed, R> missed, Function<Unable, R> unable) {
            return missed.apply(this);
        }
    }

    /** It is we who could not ask: not allowed, no socket left, no route. It says nothing of the machine. */
    record Unable(String why) implements Answer {
        @Override
        public <R> R match(Function<Seen, R> seen, Function<Missed, R> missed, Function<Unable, R> unable) {
            return unable.apply(this);
        }
    }

    /** Names every case; a new one breaks the build of whoever has to know. */
    <R> R match(Function<Seen, R> seen, Function<Missed, R> missed, Function<Unable, R> unable);
}
