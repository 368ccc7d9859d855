package cloud.dispatcher.executor.simulator.cloud;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

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

    /** Runs everything that is due by then. What throws stays due. */
    void runDue(Instant by) {
        for (var first = entries.peek(); first != null && !first.due().isAfter(by); first = entries.peek()) {
            entries.remove();
            try {
                first.effect().run();
            } catch (RuntimeException e) {
                entries.add(first);
                throw e;
            }
        }
    }
}
