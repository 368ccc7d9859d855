package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.KeyTakenException;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Idempotency keys with their first answers. A key is kept for seven days after the last of its operations ended. */
public final class KeyRows {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration ASKED_AGAIN = Duration.ofHours(6);

    private KeyRows() {}

    public static Optional<KeyRecord> find(Session session, String scope, String key) throws SQLException {
        return session.first(
                "SELECT * FROM idempotency WHERE scope = ? AND key = ?",
                row -> new KeyRecord(row.text("scope"), row.text("key"), row.text("fingerprint"), row.text("answer")),
                scope,
                key);
    }

    /**
     * Refuses a key that is there already.
     *
     * @throws KeyTakenException with the record that is there
     */
    public static void requireFree(Session session, KeyRecord record) throws SQLException {
        var taken = find(session, record.scope(), record.key());
        if (taken.isPresent()) {
            throw new KeyTakenException(taken.get());
        }
    }

    /** Keeps a key with its first answer, and for it the operations that came of the request: they are written before. */
    public static void put(Session session, KeyRecord record, Collection<OperationId> operations, Instant now)
            throws SQLException {
        session.update(
                """
                INSERT INTO idempotency (scope, key, fingerprint, answer, operations, created_at, keep_until)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                record.scope(),
                record.key(),
                record.fingerprint(),
                record.answer(),
                Json.write(operations.stream().map(OperationId::value).toList()),
                now,
                now.plus(KEPT));
        for (var operation : operations) {
            session.update("UPDATE operation SET keys = keys + 1 WHERE id = ?", operation.value());
        }
    }

    private record Kept(String scope, String key, List<String> operations, Instant createdAt) {
        static Kept of(Row row) throws SQLException {
            return new Kept(
                    row.text("scope"), row.text("key"), Json.list(row.text("operations")), row.time("created_at"));
        }
    }

    /** Removes keys whose time is over, {@code most} of them in one go; returns how many were decided on. */
    public static int prune(Session session, Instant now, int most) throws SQLException {
        var found = session.readable("""
                SELECT scope, key, operations, created_at FROM idempotency WHERE keep_until <= ?
                ORDER BY keep_until LIMIT ?""", Kept::of, now, most);
        for (var key : found) {
            var until = until(session, key, now);
            if (until.isAfter(now)) {
                session.update(
                        "UPDATE idempotency SET keep_until = ? WHERE scope = ? AND key = ?",
                        until,
                        key.scope(),
                        key.key());
            } else {
                drop(session, key);
            }
        }
        return found.size();
    }

    private static Instant until(Session session, Kept key, Instant now) throws SQLException {
        var until = key.createdAt().plus(KEPT);
        for (var operation : key.operations()) {
            if (session.exists("SELECT 1 FROM operation WHERE id = ? AND over = 0", operation)) {
                return now.plus(ASKED_AGAIN);
            }
            var end = session.first(
                    "SELECT ended_at FROM operation WHERE id = ?", row -> row.time("ended_at"), operation);
            if (end.isPresent() && end.get().plus(KEPT).isAfter(until)) {
                until = end.get().plus(KEPT);
            }
        }
        return until;
    }

    private static void drop(Session session, Kept key) throws SQLException {
        for (var operation : key.operations()) {
            session.update("UPDATE operation SET keys = keys - 1 WHERE id = ?", operation);
        }
        session.update("DELETE FROM idempotency WHERE scope = ? AND key = ?", key.scope(), key.key());
    }
}
