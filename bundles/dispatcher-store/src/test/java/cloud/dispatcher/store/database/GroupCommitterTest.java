package cloud.dispatcher.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.Transaction.Counter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitterTest {
    @TempDir
    Path directory;

    private Database database;
    private GroupCommitter committer;

    @BeforeEach
    void open() {
        database = Database.open(directory, Vault.of(directory));
        committer = GroupCommitter.start(database);
    }

    @AfterEach
    void close() {
        committer.close();
        database.close();
    }

    private static long put(Transaction transaction, String reader) throws SQLException {
        return transaction.session().update("INSERT INTO reader (name, position) VALUES (?, 1)", reader);
    }

    private long readers() {
        return database.read(session -> session.number("SELECT count(*) FROM reader"));
    }

    @Test
    void a_cut_in_the_middle_of_a_transaction_takes_all_of_it_and_what_waits_behind() {
        committer.write(Lane.STEP, transaction -> put(transaction, "durable"));
        var killer = new Thread(committer::cut);
        var behind = new CompletableFuture<Void>();

        assertThatThrownBy(() -> committer.write(Lane.STEP, transaction -> {
                    behind.completeAsync(() -> {
                        committer.write(Lane.STEP, later -> put(later, "behind"));
                        return null;
                    });
                    killer.start();
                    while (killer.getState() != Thread.State.WAITING) {
                        // It waits for this thread to end: the cut is made.
                        Thread.onSpinWait();
                    }
                    return put(transaction, "lost");
                }))
                .isInstanceOf(StoreException.class);

        assertThat(behind)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(StoreException.class);
        assertThat(readers()).isEqualTo(1);
    }

    @Test
    void a_change_that_fails_gives_its_numbers_back_and_leaves_its_neighbours_alone() {
        committer.write(Lane.STEP, transaction -> transaction.next(Counter.EVENT));

        assertThatThrownBy(() -> committer.write(Lane.STEP, transaction -> {
                    put(transaction, "taken back");
                    transaction.next(Counter.EVENT);
                    throw new IllegalStateException("refused");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refused");

        var number = committer.write(Lane.STEP, transaction -> transaction.next(Counter.EVENT));
        assertThat(number.longValue()).isEqualTo(2);
        assertThat(readers()).isZero();
    }

    @Test
    void of_a_group_in_which_one_is_refused_all_others_are_written_once_and_numbered_without_a_gap() throws Exception {
        var gathered = new CountDownLatch(1);
        var first = asynchronously(transaction -> {
            await(gathered);
            return transaction.next(Counter.EVENT);
        });
        var group = new ArrayList<CompletableFuture<Long>>();
        for (var i = 0; i < 10; i++) {
            var name = "reader " + i;
            var isRefused = i == 5;
            group.add(asynchronously(transaction -> {
                put(transaction, name);
                var number = transaction.next(Counter.EVENT);
                if (isRefused) {
                    throw new IllegalStateException("refused");
                }
                return number;
            }));
        }
        gathered.countDown();
        assertThat(first).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(1L);

        var numbers = new TreeSet<Long>();
        for (var i = 0; i < group.size(); i++) {
            if (i == 5) {
                assertThat(group.get(i)).failsWithin(10, TimeUnit.SECONDS);
            } else {
                numbers.add(group.get(i).get(10, TimeUnit.SECONDS));
            }
        }
        assertThat(numbers).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(readers()).isEqualTo(9);
    }

    /** In the order of the calls: returns when it waits for the committer. */
    private CompletableFuture<Long> asynchronously(Change<Long> change) {
        var answer = new CompletableFuture<Long>();
        var caller = new Thread(() -> {
            try {
                answer.complete(committer.write(Lane.STEP, change));
            } catch (IllegalStateException e) {
                answer.completeExceptionally(e);
            }
        });
        caller.start();
        while (caller.getState() != Thread.State.WAITING && !answer.isDone()) {
            Thread.onSpinWait();
        }
        return answer;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_writes_on_the_committers_own_thread_is_refused_instead_of_waiting_for_ever() {
        var refusal = new CompletableFuture<Throwable>();
        committer.listen(() -> {
            try {
                committer.write(Lane.STEP, transaction -> put(transaction, "late"));
            } catch (IllegalStateException e) {
                refusal.complete(e);
            }
        });

        committer.write(Lane.STEP, transaction -> transaction.next(Counter.EVENT));

        assertThat(refusal).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(readers()).isZero();
    }
}
