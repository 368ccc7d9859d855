package cloud.dispatcher.engine.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.engine.FastDirectory;
import cloud.dispatcher.engine.MovingTime;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to clouds that somebody waits for. */
class InquiryTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir(factory = FastDirectory.class)
    private Path directory;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mended = new CountDownLatch(1);
    private final Executor executor = new ExecutorBookTest.Idle();
    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(directory, new MovingTime());
    }

    @AfterEach
    void close() {
        mended.countDown();
        store.close();
    }

    private static Account account(String name) {
        return new Account(new AccountId(name), name, "simulator", Map.of(), Instant.EPOCH, 1);
    }

    private static Access access(Account account) {
        return new Access(account.id(), account.name(), "here", Map.of(), Map.of());
    }

    private RejectedException hangs(Inquiry inquiry, Account account) {
        return catchThrowableOfType(
                RejectedException.class,
                () -> inquiry.ask(account, access(account), executor, (idle, access) -> {
                    asked.countDown();
                    try {
                        mended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "late";
                }));
    }

    @Test
    void a_cloud_that_hangs_is_not_waited_for() {
        var inquiry = new Inquiry(store.records(), AT_ONCE);
        var refused = hangs(inquiry, account("bad"));
        assertThat(refused.refusal()).isEqualTo(Refusal.CLOUD);
        inquiry.stop();
    }

    @Test
    void a_cloud_that_hangs_holds_a_few_threads_at_most() {
        var inquiry = new Inquiry(store.records(), AT_ONCE);
        for (int i = 0; i < 4; i++) {
            hangs(inquiry, account("bad"));
        }
        assertThat(hangs(inquiry, account("bad")).refusal()).isEqualTo(Refusal.UNAVAILABLE);
        inquiry.stop();
    }

    @Test
    void errors_of_ours_stay_errors_of_ours() {
        var inquiry = new Inquiry(store.records(), LONG);
        var account = account("good");
        assertThat(inquiry.<String>ask(account, access(account), executor, (idle, access) -> access.accountName()))
                .isEqualTo("good");
        var failure = catchThrowableOfType(
                IllegalStateException.class,
                () -> inquiry.ask(account, access(account), executor, (idle, access) -> {
                    throw new IllegalStateException("ours");
                }));
        assertThat(failure).hasMessage("ours");
        inquiry.stop();
    }

    @Test
    void an_executor_that_lacks_a_class_is_not_taken_for_a_cloud_that_hangs() {
        var inquiry = new Inquiry(store.records(), LONG);
        var account = account("good");
        var failure = catchThrowableOfType(
                IllegalStateException.class,
                () -> inquiry.ask(account, access(account), executor, (idle, access) -> {
                    throw new NoClassDefFoundError("of a bundle that was updated");
                }));
        assertThat(failure).hasRootCauseMessage("of a bundle that was updated");
        inquiry.stop();
    }
}
