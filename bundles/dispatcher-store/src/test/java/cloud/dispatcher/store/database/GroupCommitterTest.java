package cloud.dispatcher.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.Transaction.Counter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
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
