package cloud.dispatcher.store.database;

import java.sql.SQLException;

/**
 * What is written whole or not at all. Runs on the committer's thread, and a second time where a neighbour was refused, so it has no
 * effect beyond the transaction. What it throws takes it back and reaches the caller that asked for it.
 */
@FunctionalInterface
public interface Change<T> {
    T apply(Transaction transaction) throws SQLException;
}
