package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the stages in {@link Stage#ORDER} once the condition holds, and closes them in reverse order before it is withdrawn. Stages may
 * come and go at any time and on any thread; all else is confined to one.
 */
final class StageSequence {
    private static final Logger LOG = LoggerFactory.getLogger(StageSequence.class);

    private final Gate condition;
    private final LongSupplier nanos;

    /** As it is now, whatever the one thread is busy with: what has left is never opened. */
    private final Map<String, Stage> present = new ConcurrentHashMap<>();

    private final Set<Stage> open = new HashSet<>();
    private boolean begun;

    /** The condition that everything that works needs. Giving or withdrawing it twice is harmless. */
    interface Gate {
        void give();

        void withdraw();
    }

    /** @param nanos a monotonic clock */
    StageSequence(Gate condition, LongSupplier nanos) {
        this.condition = condition;
        this.nanos = nanos;
    }

    boolean isBegun() {
        return begun;
    }

    /** The stage is there and can be opened. One of the same name that was there before is forgotten. */
    void arrived(String name, Stage stage) {
        present.put(name, stage);
    }

    /** The stage has ended by itself: its component is gone. */
    void left(String name, Stage stage) {
        present.remove(name, stage);
    }

    /** Gives the condition, which lets the stages come. */
    void begin() {
        begun = true;
        condition.give();
    }

    /**
     * Opens whatever can be opened now: a stage waits for the expected ones before it.
     *
     * @param expected whether this container is to have such a stage
     * @return the names of the expected stages that are not there yet
     * @throws StartException of the first stage that refuses to open; those before it stay open
     */
    List<String> advance(Predicate<String> expected) throws StartException {
        open.retainAll(present.values());
        var missing = new ArrayList<String>();
        for (var name : Stage.ORDER) {
            var stage = present.get(name);
            if (stage == null) {
                if (expected.test(name)) {
                    missing.add(name);
                }
            } else if (missing.isEmpty() && !open.contains(stage)) {
                stage.open();
                open.add(stage);
            }
        }
        return missing;
    }

    /**
     * Closes the stages, the last first, and then withdraws the condition. Twice is harmless.
     *
     * @param atMost for all of them together; each has a quarter of it at least, also after one that took more than it was given
     */
    void end(Duration atMost) {
        long from = nanos.getAsLong();
        var share = atMost.dividedBy(4);
        var closing = opened();
        for (int others = closing.size() - 1; others >= 0; others--) {
            var stage = closing.get(others);
            var left = atMost.minusNanos(nanos.getAsLong() - from).minus(share.multipliedBy(others));
            try {
                stage.close(left.compareTo(share) < 0 ? share : left);
            } catch (RuntimeException ours) {
                LOG.error("A stage did not close cleanly. The dispatcher is stopped all the same.", ours);
            }
        }
        open.clear();
        begun = false;
        condition.withdraw();
        // One that leaves late is not taken for a stage of the next start.
        present.clear();
    }

    /** The open stages, in the order of opening. */
    List<Stage> opened() {
        var stages = new ArrayList<Stage>();
        for (var name : Stage.ORDER) {
            var stage = present.get(name);
            if (stage != null && open.contains(stage)) {
                stages.add(stage);
            }
        }
        return stages;
    }
}
