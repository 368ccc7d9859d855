package cloud.dispatcher.store;

import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.GroupCommitter;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.rows.EndedRows;
import cloud.dispatcher.store.rows.KeyRows;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes what ended long ago, or is more than is kept, in commits of a few milliseconds between those of others. Free pages stay in the
 * file and are used again.
 */
final class Retention {
    /** So many rows in one commit. */
    private static final int FEW = 100;

    private static final int FEW_EVENTS = 500;

    private final Database database;
    private final GroupCommitter committer;
    private final Clock clock;

    /**
     * What is kept.
     *
     * @param age for how long after its end
     * @param rows how many of each sort at most
     */
    record Limits(Duration age, long rows) {}

    Retention(Database database, GroupCommitter committer, Clock clock) {
        this.database = database;
        this.committer = committer;
        this.clock = clock;
    }

    /**
     * Removes all that may go now.
     *
     * @param rest is called between two commits
     * @return how many rows went; those that hang on an operation or a server are not counted
     * @throws StoreException when the store cannot write
     */
    long prune(Limits limits, Runnable rest) {
        var now = clock.instant();
        var old = now.minus(limits.age());
        return all(session -> KeyRows.prune(session, now, FEW), rest)
                + all(ended(EndedRows::operationsUntil, EndedRows::dropOperations, old, limits), rest)
                + all(ended(EndedRows::serversUntil, EndedRows::dropServers, old, limits), rest)
                + all(ended(EndedRows::outagesUntil, EndedRows::dropOutages, old, limits), rest)
                + all(session -> EndedRows.dropEvents(session, old, limits.rows(), FEW_EVENTS), rest);
    }

    /** Drops a few rows of one sort; returns how many. */
    @FunctionalInterface
    private interface Few {
        int drop(Session session) throws SQLException;
    }

    @FunctionalInterface
    private interface Until {
        Instant of(Session session, Instant old, long kept) throws SQLException;
    }

    @FunctionalInterface
    private interface Drop {
        int before(Session session, Instant until, int most) throws SQLException;
    }

    /** Up to which end they go is asked once, on a connection that does not keep the committer. */
    private Few ended(Until until, Drop drop, Instant old, Limits limits) {
        var end = database.read(session -> until.of(session, old, limits.rows()));
        return session -> drop.before(session, end, FEW);
    }

    private long all(Few few, Runnable rest) {
        var all = 0L;
        for (var some = commit(few); some > 0; some = commit(few)) {
            all += some;
            rest.run();
        }
        return all;
    }

    private int commit(Few few) {
        return committer.write(Lane.RETENTION, transaction -> few.drop(transaction.session()));
    }
}
