package cloud.dispatcher.engine.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.api.IdempotencyKey;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Two requests with one key at the same time. */
class InFlightRequestsTest {
    private static final IdempotencyKey KEY = new IdempotencyKey("admin POST /servers", "k", "{}");

    private final CountDownLatch isIn = new CountDownLatch(1);
    private final CountDownLatch mayGo = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    private CompletableFuture<String> first(InFlightRequests twins) {
        return CompletableFuture.supplyAsync(() -> twins.alone(KEY, () -> {
            isIn.countDown();
            await(mayGo);
            order.add("first");
            return "first";
        }));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_twin_waits_for_the_first() throws InterruptedException {
        var twins = new InFlightRequests(Duration.ofMinutes(1));
        var first = first(twins);
        await(isIn);
        var second = new Thread(() -> twins.alone(KEY, () -> order.add("second")));
        second.start();
        while (second.getState() != Thread.State.TIMED_WAITING) {
            assertThat(second.getState()).as("it does not wait").isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        mayGo.countDown();
        first.join();
        second.join();
        assertThat(order).isEqualTo(List.of("first", "second"));
    }

    @Test
    void a_twin_does_not_wait_for_ever_and_others_do_not_wait() {
        var twins = new InFlightRequests(Duration.ofMillis(1));
        var first = first(twins);
        await(isIn);
        var refused = catchThrowableOfType(RejectedException.class, () -> twins.alone(KEY, () -> "second"));
        assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
        var other = new IdempotencyKey(KEY.scope(), "other", "{}");
        assertThat(twins.alone(other, () -> "other")).isEqualTo("other");

        mayGo.countDown();
        first.join();
        assertThat(twins.alone(KEY, () -> "third")).isEqualTo("third");
    }
}
