package cloud.dispatcher.executor.simulator.cloud;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is going to happen, and when. */
final class Agenda {

    /** Something due; what is due at the same time happens in the order in which it was entered. */
    private record Entry(Instant due, long number, Runnable effect) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
    private long number;

    void enter(Instant due, Runnable effect) {
        entries.add(new Entry(due, number++, effect));
    }

    /** Takes out the first thing that is due by then; null when nothing is. */
    @Nullable
    Runnable nextDue(Instant by) {
        var first = entries.peek();
        if (first == null || first.due().isAfter(by)) {
            return null;
        }
        entries.remove();
        return first.effect();
    }
}
