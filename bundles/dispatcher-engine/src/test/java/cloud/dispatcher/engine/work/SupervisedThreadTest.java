package cloud.dispatcher.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SupervisedThreadTest {
    private final AtomicInteger passes = new AtomicInteger();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
    void its_work_goes_on_whatever_it_throws_until_it_is_not_wanted(Class<? extends Throwable> failure)
            throws InterruptedException {
        var thread = start(failure);
        thread.join();

        assertThat(passes).hasValue(3);
        assertThat(told).hasSize(3).allMatch(failure::isInstance);
    }

    private Thread start(Class<? extends Throwable> failure) {
        return SupervisedThread.start(
                "supervised",
                () -> passes.get() < 3,
                () -> {
                    passes.incrementAndGet();
                    throwIt(failure);
                },
                Duration.ofMillis(1),
                thrown -> {
                    told.add(thrown);
                    throw new OutOfMemoryError("not even the log works");
                });
    }

    private static void throwIt(Class<? extends Throwable> failure) {
        try {
            var made = failure.getDeclaredConstructor().newInstance();
            if (made instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
