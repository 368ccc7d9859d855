package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The ledger, and the watches on it. */
public final class LedgerRows {
    private LedgerRows() {}

    /**
     * Writes a line.
     *
     * @throws StaleException when the stored line is not of the version before
     */
    public static void put(Session session, LedgerRow line) throws SQLException {
        var written = line.version() == 1 ? insert(session, line) : update(session, line);
        if (written == 0) {
            throw new StaleException("ledger line " + line.kind() + " " + line.name() + " of operation "
                    + line.operation() + " is no longer of version " + (line.version() - 1));
        }
    }

    private static int insert(Session session, LedgerRow line) throws SQLException {
        return session.update(
                """
                INSERT INTO ledger (operation, kind, name, account, server, cloud_id, twins, standing, stray, position,
                    look_at, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                ON CONFLICT DO NOTHING""",
                line.operation().value(),
                line.kind(),
                line.name(),
                line.account().value(),
                line.server().value(),
                line.cloudId(),
                Json.write(line.twins()),
                line.standing(),
                line.stray(),
                line.position(),
                line.lookAt());
    }

    private static int update(Session session, LedgerRow line) throws SQLException {
        return session.update(
                """
                UPDATE ledger SET cloud_id = ?, twins = ?, standing = ?, stray = ?, position = ?, look_at = ?, version = ?
                WHERE operation = ? AND kind = ? AND name = ? AND version = ?""",
                line.cloudId(),
                Json.write(line.twins()),
                line.standing(),
                line.stray(),
                line.position(),
                line.lookAt(),
                line.version(),
                line.operation().value(),
                line.kind(),
                line.name(),
                line.version() - 1);
    }

    /** In the order of operations and positions. */
    public static List<LedgerRow> of(Session session, ServerId server) throws SQLException {
        return session.list("""
                SELECT l.* FROM ledger l LEFT JOIN operation o ON o.id = l.operation
                WHERE l.server = ? ORDER BY o.sequence, l.operation, l.position, l.kind, l.name""", LedgerRows::line, server.value());
    }

    public static List<LedgerRow> dueWatches(Session session, Instant now, Set<AccountId> barred, int limit)
            throws SQLException {
        return new Listing("SELECT * FROM ledger", "look_at, operation, kind, name")
                .where("look_at IS NOT NULL")
                .where("look_at <= ?", now)
                .whereNoneOf("account", barred)
                .first(session, LedgerRows::line, limit);
    }

    private static LedgerRow line(Row row) throws SQLException {
        return new LedgerRow(
                new OperationId(row.text("operation")),
                row.choice(ResourceKind.class, "kind"),
                row.text("name"),
                new AccountId(row.text("account")),
                new ServerId(row.text("server")),
                row.textOrNull("cloud_id"),
                Json.list(row.text("twins")),
                row.choice(Standing.class, "standing"),
                row.choice(Effect.class, "stray"),
                row.count("position"),
                row.timeOrNull("look_at"),
                row.number("version"));
    }
}
