package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Progress;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome.Again;
import cloud.dispatcher.spi.Sighting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/** What steps return while they are under way. The only thing that they remember is how long they have been waiting for a guest. */
final class Steps {
    private static final String WAITED = "waited";
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private Steps() {}

    /** How long earlier steps asked to wait for the guest; their own time is not counted. */
    static Duration waited(Order order) {
        var waited = order.memory().get(WAITED);
        return waited == null ? Duration.ZERO : Duration.parse(waited);
    }

    /** Something was done; go on at once. */
    static Again next(Order order, String what, List<Sighting> seen) {
        return new Again(Duration.ZERO, order.memory(), Progress.of(what), List.of(), seen);
    }

    /** Before going on, the ledger must hold this. */
    static Again intend(Order order, String what, Intent intent) {
        return new Again(Duration.ZERO, order.memory(), Progress.of(what), List.of(intent), List.of());
    }

    /** The guest boots: look often at first, and ever less often the longer it takes. */
    static Again awaitBoot(Order order, String what, List<Sighting> seen) {
        var delay = waited(order).dividedBy(8);
        if (delay.compareTo(SOON) < 0) {
            delay = SOON;
        } else if (delay.compareTo(SELDOM) > 0) {
            delay = SELDOM;
        }
        return await(order, delay, what, seen);
    }

    /** The guest has something to do. */
    static Again await(Order order, Duration delay, String what, List<Sighting> seen) {
        var memory = new HashMap<>(order.memory());
        memory.put(WAITED, waited(order).plus(delay).toString());
        return new Again(delay, memory, Progress.of(what), List.of(), seen);
    }
}
