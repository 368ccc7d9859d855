package cloud.dispatcher.engine.executors;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExecutorBookTest {
    private final ExecutorBook book = new ExecutorBook();
    private final Idle executor = new Idle() {
        @Override
        public Catalog catalog(Access access) {
            answerLate();
            return new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());
        }
    };
    private final List<String> story = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Thread step = new Thread(this::ask);
    private final Thread removal = new Thread(() -> {
        book.removeExecutor(executor);
        story.add("executor went");
    });

    @Test
    void an_executor_goes_when_its_steps_have_ended_and_gets_no_other() throws InterruptedException {
        book.onArrival(() -> {});
        book.addExecutor(executor);
        step.start();
        begun.await();

        removal.start();
        while (removal.getState() != Thread.State.TIMED_WAITING && removal.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(book.named("idle")).isEmpty();
        answer.countDown();
        removal.join();

        assertThat(story).containsExactly("step ended", "executor went");
    }

    @Test
    void an_executor_whose_successor_is_there_already_goes_when_its_steps_have_ended() throws InterruptedException {
        var successor = new Idle();
        book.onArrival(() -> {});
        book.addExecutor(executor);
        step.start();
        begun.await();
        book.addExecutor(successor);

        removal.start();
        while (removal.getState() != Thread.State.TIMED_WAITING && removal.isAlive()) {
            Thread.onSpinWait();
        }
        answer.countDown();
        removal.join();

        assertThat(story).containsExactly("step ended", "executor went");
        assertThat(book.named("idle"))
                .get()
                .matches(there -> there.describe().name().equals("idle"));
    }

    @Test
    void an_executor_goes_at_once_where_nobody_works() throws InterruptedException {
        book.addExecutor(executor);
        step.start();
        begun.await();

        removal.start();
        removal.join(TimeUnit.SECONDS.toMillis(5));
        answer.countDown();
        step.join();

        assertThat(story).containsExactly("executor went", "step ended");
    }

    @Test
    void an_executor_without_a_step_goes_at_once() {
        book.onArrival(() -> {});
        book.addExecutor(executor);
        answer.countDown();
        ask();

        book.removeExecutor(executor);

        assertThat(book.all()).isEmpty();
    }

    private void ask() {
        try {
            var unused = book.named("idle")
                    .orElseThrow()
                    .catalog(new Access(new AccountId("a"), "a", "i", Map.of(), Map.of()));
        } catch (CloudException e) {
            throw new AssertionError(e);
        }
    }

    private boolean answerLate() {
        begun.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return story.add("step ended");
    }

    /** Is there, and is never asked. */
    static class Idle implements Executor {
        @Override
        public Description describe() {
            var idempotency = new Idempotency(Idempotency.Kind.LOOKUP, Duration.ofSeconds(1));
            return new Description("idle", "Idle", List.of(), List.of(), Set.of(), idempotency);
        }

        @Override
        public Outcome step(Order order) {
            throw new AssertionError();
        }

        @Override
        public Listing list(Access access, String page) {
            throw new AssertionError();
        }

        @Override
        public List<Sighting> look(Access access, LedgerLine resource) {
            throw new AssertionError();
        }

        @Override
        public Catalog catalog(Access access) {
            throw new AssertionError();
        }
    }
}
