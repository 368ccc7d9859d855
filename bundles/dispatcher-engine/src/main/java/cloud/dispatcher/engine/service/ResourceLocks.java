package cloud.dispatcher.engine.service;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ServerId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A new operation of a server is decided from those that it has: two accepts about one server come one after the other. On many machines
 * the store has to hold this instead.
 */
final class ResourceLocks {
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

    /** Does it while no other decision is made about these servers. */
    <T> T inTurn(List<Action> actions, Supplier<T> what) {
        var taken = actions.stream()
                .flatMap(action ->
                        action.match(launch -> Stream.<ServerId>empty(), change -> Stream.of(change.server())))
                .map(server -> Math.floorMod(server.hashCode(), locks.length))
                .distinct()
                .sorted()
                .map(index -> locks[index])
                .toList();
        taken.forEach(ReentrantLock::lock);
        try {
            return what.get();
        } finally {
            taken.forEach(ReentrantLock::unlock);
        }
    }
}
