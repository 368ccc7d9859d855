package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/** Looks a database through that was in use when its process ended. A file too large for the time is opened as it is. */
final class IntegrityCheck {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrityCheck.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String WHOLE = "ok";

    private IntegrityCheck() {}

    /** @throws StoreException when it is damaged, with the first damage found */
    static void of(Path file, DataSource source) {
        of(file, source, LIMIT);
    }

    static void of(Path file, DataSource source, Duration limit) {
        var begin = System.nanoTime();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            var end = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
            end.execute(() -> cancel(statement));
            try (var row = statement.executeQuery("PRAGMA quick_check(1)")) {
                var found = row.next() ? row.getString(1) : WHOLE;
                if (!found.equals(WHOLE)) {
                    throw new StoreException(file + " is damaged (" + found.strip()
                            + "). Restore it from the backup, together with the keys.");
                }
            }
            LOG.info(
                    "The last run did not end in good order. The database was checked and is whole ({} ms).",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (SQLException e) {
            if ((e.getErrorCode() & Problem.PRIMARY) != SQLiteErrorCode.SQLITE_INTERRUPT.code) {
                throw Problem.of("The store cannot read its database", file, e);
            }
            LOG.warn(
                    "The last run did not end in good order. The database is too large to be checked whole within {}"
                            + " s; nothing was found in that time. To check it all: sqlite3 {} 'PRAGMA quick_check'.",
                    limit.toSeconds(),
                    file);
        }
    }

    private static void cancel(Statement statement) {
        try {
            if (!statement.isClosed()) {
                statement.cancel();
            }
        } catch (SQLException e) {
            LOG.debug("The check had ended before its time was over.", e);
        }
    }
}
