package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One change on its way: its caller waits, the committer tries it, and answers after the commit. */
final class Pending<T> {
    private final Change<T> change;
    private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    private @Nullable Answer<T> prepared;

    /** A failure, or else a result. */
    private record Answer<T>(@Nullable T result, @Nullable RuntimeException failure) {}

    Pending(Change<T> change) {
        this.change = change;
    }

    /** How a change is written. */
    @FunctionalInterface
    interface Way {
        <R> R write(Change<R> change) throws SQLException;
    }

    /**
     * Writes it.
     *
     * @return whether it was accepted; a refusal is its answer
     * @throws SQLException when the whole transaction is lost
     */
    boolean attempt(Way way, Database database) throws SQLException {
        try {
            prepared = new Answer<>(way.write(change), null);
            return true;
        } catch (SQLException e) {
            if (!Problem.isOfOneRow(e)) {
                throw e;
            }
            prepared = new Answer<>(null, database.failedToWrite(e));
        } catch (RuntimeException e) {
            prepared = new Answer<>(null, e);
        }
        return false;
    }

    /** Lets the caller go on with what the attempt led to. */
    void answer() {
        answer.complete(prepared);
    }

    void fail(String message, @Nullable Throwable cause) {
        answer.complete(
                new Answer<>(null, cause == null ? new StoreException(message) : new StoreException(message, cause)));
    }

    /** Waits, whoever interrupts: what was handed over may be durable already. */
    @SuppressWarnings("NullAway") // A change that has no result returns null where T allows it.
    T await() {
        var answered = answer.join();
        if (answered.failure() != null) {
            throw answered.failure();
        }
        return answered.result();
    }
}
