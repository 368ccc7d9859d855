package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Servers to be refreshed from their cloud. */
public final class LookRows {
    private LookRows() {}

    /**
     * Asks for a look, at the earlier time where one is asked for already.
     *
     * @throws StaleException when there is no such server
     */
    public static void put(Session session, ServerId server, Instant due) throws SQLException {
        var put = session.update("""
                INSERT INTO look (server, account, due) SELECT id, account, ? FROM server WHERE id = ?
                ON CONFLICT (server) DO UPDATE
                SET due = CASE WHEN excluded.due < look.due THEN excluded.due ELSE look.due END""", due, server.value());
        if (put == 0) {
            throw new StaleException("server " + server + " is not there to be looked at");
        }
    }

    public static void drop(Session session, ServerId server) throws SQLException {
        session.update("DELETE FROM look WHERE server = ?", server.value());
    }

    public static List<ServerId> due(Session session, Instant now, Set<AccountId> barred, int limit)
            throws SQLException {
        return new Listing("SELECT server FROM look", "due, server")
                .where("due <= ?", now)
                .whereNoneOf("account", barred)
                .first(session, row -> new ServerId(row.text("server")), limit);
    }
}
