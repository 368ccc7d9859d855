package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Vault;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The operations as a list, the newest first, and how many there are. */
public final class OperationList {
    private static final String NAME = "operations";

    private OperationList() {}

    /**
     * One page, the newest first.
     *
     * @throws IllegalArgumentException for a cursor of another list
     */
    public static Page<Operation> page(Session session, Vault vault, OperationQuery query, Paging paging)
            throws SQLException {
        return listing(query, paging)
                .page(
                        session,
                        row -> WorkRows.operation(row, WorkBody.of(row), vault),
                        paging,
                        last -> Cursor.of(NAME, last.number("sequence")),
                        "state",
                        query.states());
    }

    static Listing listing(OperationQuery query, Paging paging) {
        var account = query.account();
        var server = query.server();
        var action = query.action();
        var listing = new Listing("SELECT * FROM operation", "sequence DESC")
                .whereIs("account", account == null ? null : account.value())
                .whereIs("server", server == null ? null : server.value())
                .whereIs("action", action == null ? null : action.name());
        if (paging.cursor() != null) {
            listing.where(
                    "sequence < ?",
                    Cursor.number(Cursor.key(NAME, 1, paging.cursor()).get(0)));
        }
        return listing;
    }

    /** How many operations are not over. */
    public static long open(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM operation WHERE over = 0");
    }

    /** Ask it in one transaction. */
    public static Queue queue(Session session, Instant now) throws SQLException {
        var due = session.number(
                "SELECT count(*) FROM operation WHERE over = 0 AND claim_boot IS NULL AND due <= ?", now);
        var running = session.number("SELECT count(*) FROM operation WHERE claim_boot IS NOT NULL AND over = 0");
        var waiting = new EnumMap<Waiting.Cause, Long>(Waiting.Cause.class);
        session.readable("""
                        SELECT waiting_for, count(*) AS many FROM operation
                        WHERE over = 0 AND waiting_for IS NOT NULL GROUP BY waiting_for\
                        """, row -> Map.entry(row.choice(Waiting.Cause.class, "waiting_for"), row.number("many")))
                .forEach(each -> waiting.put(each.getKey(), each.getValue()));
        return new Queue(due, running, waiting);
    }
}
