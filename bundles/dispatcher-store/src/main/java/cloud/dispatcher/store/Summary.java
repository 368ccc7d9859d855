package cloud.dispatcher.store;

import cloud.dispatcher.model.StoreSummary;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.rows.EventRows;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How much is stored. Counting walks along whole indexes, so the counts are kept for half a minute. */
final class Summary {
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private final Database database;
    private @Nullable Counts counts;
    private long countedAt;

    private record Counts(
            long events,
            long operations,
            long servers,
            long outages,
            long keys,
            @Nullable Instant oldestEvent) {}

    Summary(Database database) {
        this.database = database;
    }

    StoreSummary now() {
        var now = counts();
        return new StoreSummary(
                database.bytes(),
                now.events(),
                now.operations(),
                now.servers(),
                now.outages(),
                now.keys(),
                now.oldestEvent(),
                database.setAside().summary());
    }

    private synchronized Counts counts() {
        if (counts == null || System.nanoTime() - countedAt > KEPT_NANOS) {
            counts = database.readTogether(Summary::count);
            countedAt = System.nanoTime();
        }
        return counts;
    }

    private static Counts count(Session session) throws SQLException {
        var oldest = EventRows.oldest(session);
        return new Counts(
                oldest == 0 ? 0 : EventRows.newest(session) - oldest + 1,
                count(session, "operation"),
                count(session, "server"),
                count(session, "outage"),
                count(session, "idempotency"),
                session.first("SELECT at FROM event WHERE number = ?", row -> row.time("at"), oldest)
                        .orElse(null));
    }

    private static long count(Session session, String table) throws SQLException {
        return session.number("SELECT count(*) FROM " + table);
    }
}
