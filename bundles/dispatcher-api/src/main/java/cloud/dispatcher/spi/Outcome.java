package cloud.dispatcher.spi;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one step led to. */
public sealed interface Outcome {

    /** Names every case; a new one breaks the build of whoever has to know. */
    <R> R match(Function<Done, R> done, Function<Again, R> again, Function<Failed, R> failed);

    /** The task is complete; this is what the cloud now shows of what the operation has to do with. */
    record Done(List<Sighting> seen) implements Outcome {
        public Done {
            seen = List.copyOf(seen);
        }

        @Override
        public <R> R match(Function<Done, R> done, Function<Again, R> again, Function<Failed, R> failed) {
            return done.apply(this);
        }
    }

    /**
     * Still under way: commit {@code intents} and {@code seen}, then call again after {@code delay} with {@code memory}.
     *
     * @param seen what was created or found in this step: all that this step may have created is among it
     */
    record Again(
            Duration delay, Map<String, String> memory, Progress progress, List<Intent> intents, List<Sighting> seen)
            implements Outcome {
        public Again {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("delay is negative: " + delay);
            }
            memory = Map.copyOf(memory);
            intents = List.copyOf(intents);
            seen = List.copyOf(seen);
        }

        @Override
        public <R> R match(Function<Done, R> done, Function<Again, R> again, Function<Failed, R> failed) {
            return again.apply(this);
        }
    }

    /**
     * It did not work. The engine, not the executor, decides what follows.
     *
     * @param effect POSSIBLE unless the cloud has said, or it is certain, that nothing was changed
     * @param retryAfter how long the cloud asks us to wait
     */
    record Failed(
            Fault fault,
            Effect effect,
            CloudError said,
            @Nullable Duration retryAfter) implements Outcome {
        @Override
        public <R> R match(Function<Done, R> done, Function<Again, R> again, Function<Failed, R> failed) {
            return failed.apply(this);
        }
    }
}
