package cloud.dispatcher.engine.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.engine.Problems;
import cloud.dispatcher.engine.executors.BrokenExecutor.Method;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an executor does, it harms the one call that was made. */
@Timeout(60)
class GuardedExecutorTest {
    private static final LedgerLine LINE = new LedgerLine(new OperationId("o"), ResourceKind.SERVER, "o", "i-1");

    private final Problems problems = new Problems();
    private final Watchdog watchdog = new Watchdog();

    @AfterEach
    void close() {
        watchdog.close();
    }

    static Stream<Arguments> everything_that_can_break() {
        Stream<Supplier<?>> failures = Stream.of(
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> {
                    throw new StackOverflowError();
                },
                () -> {
                    throw new NoClassDefFoundError("of a bundle that was updated");
                },
                () -> sneak(new IOException("undeclared")),
                () -> null);
        return failures.flatMap(failure -> Stream.of(Method.values())
                .filter(method -> method != Method.DESCRIBE)
                .map(method -> Arguments.of(method, failure)));
    }

    @SuppressWarnings("unchecked") // a checked exception that no method declares: another JVM language, a proxy
    private static <E extends Exception> Object sneak(Exception e) throws E {
        throw (E) e;
    }

    @ParameterizedTest
    @MethodSource("everything_that_can_break")
    void what_an_executor_throws_becomes_a_fault_of_the_call_and_is_counted(Method method, Supplier<?> failure)
            throws Exception {
        var guarded = GuardedExecutor.of(new BrokenExecutor(method, failure), problems, watchdog);

        assertFails(guarded, method);

        assertThat(problems.sentences()).singleElement().asString().startsWith("executor broken: 1 internal error");
    }

    private static void assertFails(Executor guarded, Method method) {
        switch (method) {
            case DESCRIBE -> throw new AssertionError("it does not get so far");
            case IDEMPOTENCY -> assertThat(guarded.idempotency(access())).isEqualTo(ExecutorBook.CAUTIOUS);
            case OBJECTION -> assertThat(guarded.objection(access())).isPresent();
            case STEP ->
                assertThat(guarded.step(order(Duration.ofSeconds(1))))
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.fault()).isEqualTo(Fault.INTERNAL));
            case LIST -> assertThatThrownBy(() -> guarded.list(access(), null)).isInstanceOf(CloudException.class);
            case LOOK -> assertThatThrownBy(() -> guarded.look(access(), LINE)).isInstanceOf(CloudException.class);
            case CATALOG -> assertThatThrownBy(() -> guarded.catalog(access())).isInstanceOf(CloudException.class);
        }
    }

    @Test
    void an_executor_that_cannot_say_what_it_is_is_not_used_and_the_others_are() {
        var book = new ExecutorBook();
        book.addExecutor(new BrokenExecutor(Method.DESCRIBE, () -> {
            throw new ExceptionInInitializerError("broken");
        }));
        book.addExecutor(new ExecutorBookTest.Idle());

        assertThat(book.all())
                .extracting(executor -> executor.describe().name())
                .containsExactly("idle");
        assertThat(book.problems()).singleElement().asString().contains("BrokenExecutor", "broken");
        book.close();
    }

    @Test
    void a_call_that_takes_longer_than_it_may_is_ended_and_may_have_reached_the_cloud() throws Exception {
        var never = new CountDownLatch(1);
        var guarded = GuardedExecutor.of(
                new BrokenExecutor(Method.STEP, () -> {
                    try {
                        never.await();
                        return null;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                problems,
                watchdog);

        var outcome = guarded.step(order(Duration.ofMillis(1)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.TIMEOUT));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static Access access() {
        return new Access(new AccountId("a"), "a", "installation", Map.of(), Map.of());
    }

    private static Order order(Duration limit) {
        var task = new Task.Change(ActionKind.START, LINE, Force.GRACEFUL);
        return new Order(new OperationId("o"), access(), task, Order.Before.NOTHING, Map.of(), List.of(LINE), limit);
    }
}
