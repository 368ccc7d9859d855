package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.IdempotencyKey;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets requests with one idempotency key in one after the other: a twin waits for the first, and then finds its answer. */
final class InFlightRequests {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration patience;
    private final Map<Name, CountDownLatch> inside = new ConcurrentHashMap<>();

    private record Name(String scope, String key) {}

    /** @param patience how long a twin waits */
    InFlightRequests(Duration patience) {
        this.patience = patience;
    }

    /** @throws RejectedException CONFLICT when the first has no answer in time */
    <T> T alone(IdempotencyKey key, Supplier<T> what) {
        var name = new Name(key.scope(), key.key());
        var mine = new CountDownLatch(1);
        enter(name, mine);
        try {
            return what.get();
        } finally {
            inside.remove(name);
            mine.countDown();
        }
    }

    private void enter(Name name, CountDownLatch mine) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (var first = inside.putIfAbsent(name, mine); first != null; first = inside.putIfAbsent(name, mine)) {
                if (!first.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw late();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        }
    }

    private static RejectedException late() {
        return new RejectedException(
                Refusal.CONFLICT,
                "An earlier request with this Idempotency-Key is not answered yet. Repeat it later, with the same"
                        + " key.");
    }
}
