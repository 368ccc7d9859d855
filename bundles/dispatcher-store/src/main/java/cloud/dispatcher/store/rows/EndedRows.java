package cloud.dispatcher.store.rows;

import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.time.Instant;

/** What has ended and may go: a few rows of each sort at a time, the oldest first. Each {@code drop} returns how many went. */
public final class EndedRows {
    private EndedRows() {}

    /** Operations that ended before this may go: they are old, or so many newer ones are kept. */
    public static Instant operationsUntil(Session session, Instant old, long kept) throws SQLException {
        return until(session, "ended_at", "operation WHERE over = 1 AND holds = 0 AND keys = 0", old, kept);
    }

    /** The same of servers. */
    public static Instant serversUntil(Session session, Instant old, long kept) throws SQLException {
        return until(session, "ended_at", "server WHERE over = 1", old, kept);
    }

    /** The same of outages. */
    public static Instant outagesUntil(Session session, Instant old, long kept) throws SQLException {
        return until(session, "cleared_at", "outage WHERE cleared_at IS NOT NULL", old, kept);
    }

    private static Instant until(Session session, String end, String ended, Instant old, long kept)
            throws SQLException {
        return session.first(
                        "SELECT " + end + " FROM " + ended + " ORDER BY " + end + " DESC LIMIT 1 OFFSET ?",
                        row -> row.time(end),
                        kept - 1)
                .filter(old::isBefore)
                .orElse(old);
    }

    /** Events, without a gap; the newest one stays, so that its number goes on to be known. */
    public static int dropEvents(Session session, Instant old, long kept, int most) throws SQLException {
        var newest = EventRows.newest(session);
        var last = 0L;
        for (var event : session.list(
                "SELECT number, at FROM event WHERE number < ? ORDER BY number LIMIT ?", Numbered::of, newest, most)) {
            if (event.number() > newest - kept && !event.at().isBefore(old)) {
                break;
            }
            last = event.number();
        }
        return last == 0 ? 0 : session.update("DELETE FROM event WHERE number <= ?", last);
    }

    private record Numbered(long number, Instant at) {
        static Numbered of(Row row) throws SQLException {
            return new Numbered(row.number("number"), row.time("at"));
        }
    }

    /** Operations that no key refers to and nothing is watched for, with what the ledger says of things that are gone. */
    public static int dropOperations(Session session, Instant until, int most) throws SQLException {
        var ids = session.list("""
                SELECT id FROM operation WHERE over = 1 AND holds = 0 AND keys = 0 AND ended_at < ?
                    AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.operation = operation.id AND l.look_at IS NOT NULL)
                ORDER BY ended_at LIMIT ?""", row -> row.text("id"), until, most);
        for (var id : ids) {
            session.update("DELETE FROM ledger WHERE operation = ? AND standing = 'GONE'", id);
            session.update("DELETE FROM operation WHERE id = ?", id);
        }
        return ids.size();
    }

    /** Servers whose operations went before them, and of which nothing is left in a cloud. */
    public static int dropServers(Session session, Instant until, int most) throws SQLException {
        var ids = session.list("""
                SELECT id FROM server WHERE over = 1 AND ended_at < ?
                    AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.server = server.id)
                    AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.server = server.id
                        AND (l.standing <> 'GONE' OR l.look_at IS NOT NULL))
                ORDER BY ended_at LIMIT ?""", row -> row.text("id"), until, most);
        for (var id : ids) {
            session.update("DELETE FROM ledger WHERE server = ?", id);
            session.update("DELETE FROM server_label WHERE server = ?", id);
            session.update("DELETE FROM heartbeat WHERE server = ?", id);
            session.update("DELETE FROM look WHERE server = ?", id);
            session.update("DELETE FROM server WHERE id = ?", id);
        }
        return ids.size();
    }

    /** Outages that are cleared. */
    public static int dropOutages(Session session, Instant until, int most) throws SQLException {
        return session.update("""
                DELETE FROM outage WHERE number IN
                    (SELECT number FROM outage WHERE cleared_at < ? ORDER BY cleared_at LIMIT ?)""", until, most);
    }
}
