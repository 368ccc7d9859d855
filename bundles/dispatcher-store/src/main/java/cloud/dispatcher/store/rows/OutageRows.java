package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Outage;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Transaction;
import cloud.dispatcher.store.database.Transaction.Counter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** The outages, by number. */
public final class OutageRows {
    private OutageRows() {}

    /** What an outage is of. */
    record Subject(ServerId server, String name, AccountId account) {}

    /** Numbers an outage and tells of it; returns the number. */
    static long discover(Transaction transaction, Subject of, Instant at) throws SQLException {
        var number = transaction.next(Counter.OUTAGE);
        transaction
                .session()
                .update(
                        "INSERT INTO outage (number, server, account, discovered_at) VALUES (?, ?, ?, ?)",
                        number,
                        of.server().value(),
                        of.account().value(),
                        at);
        EventRows.append(
                transaction,
                event("outage.discovered", of, at, number, "Outage " + number + ": " + of.name() + " is down"));
        return number;
    }

    /** Clears an open outage; returns what is to be told of it. */
    static EventDraft clear(Session session, Subject of, Instant at, long number, String why) throws SQLException {
        session.update("UPDATE outage SET cleared_at = ? WHERE number = ?", at, number);
        return event("outage.cleared", of, at, number, "Outage " + number + " is cleared: " + of.name() + " " + why);
    }

    private static EventDraft event(String type, Subject of, Instant at, long number, String message) {
        return new EventDraft(
                at,
                type,
                of.account(),
                of.server(),
                null,
                message,
                Map.of("outage", Long.toString(number), "name", of.name()));
    }

    /** The newest first. */
    public static Page<Outage> all(Session session, Paging paging) throws SQLException {
        return page(session, new Listing("SELECT * FROM outage", "number DESC"), "outages", paging);
    }

    /** Those that are not cleared, the newest first. */
    public static Page<Outage> open(Session session, Paging paging) throws SQLException {
        var listing = new Listing("SELECT * FROM outage", "number DESC").where("cleared_at IS NULL");
        return page(session, listing, "open outages", paging);
    }

    /** How many are not cleared. */
    public static long openCount(Session session) throws SQLException {
        return session.number("SELECT count(*) FROM outage WHERE cleared_at IS NULL");
    }

    private static Page<Outage> page(Session session, Listing listing, String name, Paging paging) throws SQLException {
        if (paging.cursor() != null) {
            listing.where(
                    "number < ?",
                    Cursor.number(Cursor.key(name, 1, paging.cursor()).get(0)));
        }
        return listing.page(session, OutageRows::outage, paging, last -> Cursor.of(name, last.number("number")));
    }

    private static Outage outage(Row row) throws SQLException {
        return new Outage(
                row.number("number"),
                new ServerId(row.text("server")),
                new AccountId(row.text("account")),
                row.time("discovered_at"),
                row.timeOrNull("cleared_at"));
    }
}
