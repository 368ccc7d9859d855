package cloud.dispatcher.pinger.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends probes of one kind. Every ask is answered exactly once, through the sink that the prober was made with, on the prober's own
 * thread and soon after the timeout at the latest; after {@link #close()} perhaps not at all.
 */
public interface Prober extends AutoCloseable {

    /** Takes the probes over and returns at once. */
    void ask(List<Ask> asks);

    /** In a few words for people, how it asks or why it cannot. */
    String says();

    /** What its thread failed at by itself and went on, in a sentence for people; null where it never did. */
    default @Nullable String problem() {
        return null;
    }

    /** Ends all that is under way; returns at once. */
    @Override
    void close();
}
