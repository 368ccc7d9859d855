package cloud.dispatcher.model;

import java.util.Map;

/**
 * How many operations are not over.
 *
 * @param due accepted or waiting, and their time has come
 * @param running a step is under way
 * @param waiting by what they wait for
 */
public record Queue(long due, long running, Map<Waiting.Cause, Long> waiting) {
    public Queue {
        waiting = Map.copyOf(waiting);
    }
}
