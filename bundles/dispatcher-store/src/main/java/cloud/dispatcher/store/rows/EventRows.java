package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Transaction;
import cloud.dispatcher.store.database.Transaction.Counter;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events, and how far their readers are. */
public final class EventRows {
    private EventRows() {}

    /** Gives the event its number and writes it. */
    public static Event append(Transaction transaction, EventDraft draft) throws SQLException {
        var event = new Event(
                transaction.next(Counter.EVENT),
                draft.at(),
                draft.type(),
                draft.account(),
                draft.server(),
                draft.operation(),
                draft.message(),
                draft.data());
        transaction
                .session()
                .update(
                        """
                        INSERT INTO event (number, at, type, account, server, operation, message, data)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                        event.number(),
                        event.at(),
                        event.type(),
                        text(event.account()),
                        text(event.server()),
                        text(event.operation()),
                        event.message(),
                        Json.write(event.data()));
        return event;
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    public static List<Event> after(Session session, long number, EventQuery query, int limit) throws SQLException {
        return new Listing("SELECT * FROM event", "number")
                .where("number > ?", number)
                .whereIs("account", text(query.account()))
                .whereIs("server", text(query.server()))
                .whereIs("operation", text(query.operation()))
                .first(session, EventRows::event, limit);
    }

    private static Event event(Row row) throws SQLException {
        var account = row.textOrNull("account");
        var server = row.textOrNull("server");
        var operation = row.textOrNull("operation");
        return new Event(
                row.number("number"),
                row.time("at"),
                row.text("type"),
                account == null ? null : new AccountId(account),
                server == null ? null : new ServerId(server),
                operation == null ? null : new OperationId(operation),
                row.text("message"),
                Json.map(row.text("data")));
    }

    /** 0 when there is none. */
    public static long newest(Session session) throws SQLException {
        return session.number("SELECT max(number) FROM event");
    }

    /** 0 when there is none. */
    public static long oldest(Session session) throws SQLException {
        return session.number("SELECT min(number) FROM event");
    }

    /** Up to which number a reader has read; 0 for one that never read. */
    public static long position(Session session, String reader) throws SQLException {
        return session.number("SELECT position FROM reader WHERE name = ?", reader);
    }

    /**
     * Moves a reader on.
     *
     * @throws StaleException when the reader is not where it thinks it is
     */
    public static void move(Session session, String reader, long from, long to) throws SQLException {
        var moved = from == 0
                ? session.update("""
                        INSERT INTO reader (name, position) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE reader.position = 0""", reader, to)
                : session.update("UPDATE reader SET position = ? WHERE name = ? AND position = ?", to, reader, from);
        if (moved == 0) {
            throw new StaleException("reader " + reader + " of the journal is no longer at " + from);
        }
    }
}
