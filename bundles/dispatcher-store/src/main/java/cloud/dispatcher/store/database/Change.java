package cloud.dispatcher.store.database;

import java.sql.SQLException;

/** What is written whole or not at all. Runs on the committer's thread; what it throws takes it back and reaches who asked for it. */
@FunctionalInterface
public interface Change<T> {
    T apply(Transaction transaction) throws SQLException;
}
