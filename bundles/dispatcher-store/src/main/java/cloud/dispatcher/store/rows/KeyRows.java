package cloud.dispatcher.store.rows;

import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.KeyTakenException;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Idempotency keys with their first answers. */
public final class KeyRows {
    private KeyRows() {}

    public static Optional<KeyRecord> find(Session session, String scope, String key) throws SQLException {
        return session.first(
                "SELECT * FROM idempotency WHERE scope = ? AND key = ?",
                row -> new KeyRecord(row.text("scope"), row.text("key"), row.text("fingerprint"), row.text("answer")),
                scope,
                key);
    }

    /**
     * Keeps a key with its first answer.
     *
     * @throws KeyTakenException with the record that is there
     */
    public static void put(Session session, KeyRecord record, Instant now) throws SQLException {
        var taken = find(session, record.scope(), record.key());
        if (taken.isPresent()) {
            throw new KeyTakenException(taken.get());
        }
        session.update(
                "INSERT INTO idempotency (scope, key, fingerprint, answer, created_at) VALUES (?, ?, ?, ?, ?)",
                record.scope(),
                record.key(),
                record.fingerprint(),
                record.answer(),
                now);
    }
}
