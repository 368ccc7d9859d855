package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Page;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerQuery.Sort;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.util.Optional;

/** The servers with their heartbeats and who holds them, one or a list. */
public final class ServerList {
    private static final String SELECT = """
            SELECT s.*, h.since, h.last_seen, h.rtt, h.loss, h.outage, h.why,
                (SELECT o.id FROM operation o WHERE o.server = s.id AND o.first = 1) AS held_by
            FROM server s JOIN heartbeat h ON h.server = s.id""";

    private ServerList() {}

    public static Optional<ObservedServer> find(Session session, ServerId id) throws SQLException {
        return session.first(SELECT + " WHERE s.id = ?", ServerList::observed, id.value());
    }

    /**
     * One page in the order that is asked for.
     *
     * @throws IllegalArgumentException for a cursor of another list or order
     */
    public static Page<ObservedServer> page(Session session, ServerQuery query, Paging paging) throws SQLException {
        var listing = new Listing(SELECT, order(query.sort()));
        if (!query.states().contains(ServerState.TERMINATED)) {
            listing.where("s.over = 0");
        }
        var account = query.account();
        listing.whereIs("s.account", account == null ? null : account.value());
        var heartbeat = query.heartbeat();
        listing.whereIs("s.verdict", heartbeat == null ? null : heartbeat.name());
        if (query.name() != null) {
            listing.where("s.folded_name LIKE ? ESCAPE '\\'", "%" + literally(ServerRows.folded(query.name())) + "%");
        }
        query.labels()
                .forEach((name, value) -> listing.where(
                        "EXISTS (SELECT 1 FROM server_label l WHERE l.server = s.id AND l.name = ? AND l.value = ?)",
                        name,
                        value));
        if (paging.cursor() != null) {
            after(listing, query.sort(), paging.cursor());
        }
        return listing.page(
                session, ServerList::observed, paging, last -> cursor(query.sort(), last), "s.state", query.states());
    }

    private static String order(Sort sort) {
        return switch (sort) {
            case OLDEST_FIRST -> "created_at, id";
            case NEWEST_FIRST -> "created_at DESC, id DESC";
            case NAME -> "folded_name, id";
            case NAME_REVERSED -> "folded_name DESC, id DESC";
        };
    }

    private static void after(Listing listing, Sort sort, String cursor) {
        var key = Cursor.key(name(sort), 2, cursor);
        switch (sort) {
            case OLDEST_FIRST -> listing.where("(s.created_at, s.id) > (?, ?)", Cursor.number(key.get(0)), key.get(1));
            case NEWEST_FIRST -> listing.where("(s.created_at, s.id) < (?, ?)", Cursor.number(key.get(0)), key.get(1));
            case NAME -> listing.where("(s.folded_name, s.id) > (?, ?)", key.get(0), key.get(1));
            case NAME_REVERSED -> listing.where("(s.folded_name, s.id) < (?, ?)", key.get(0), key.get(1));
        }
    }

    private static String cursor(Sort sort, Row last) throws SQLException {
        var first = switch (sort) {
            case OLDEST_FIRST, NEWEST_FIRST -> last.number("created_at");
            case NAME, NAME_REVERSED -> last.text("folded_name");
        };
        return Cursor.of(name(sort), first, last.text("id"));
    }

    private static String name(Sort sort) {
        return "servers " + sort;
    }

    /** Keeps LIKE from reading a name as a pattern. */
    private static String literally(String name) {
        return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static ObservedServer observed(Row row) throws SQLException {
        var holder = row.textOrNull("held_by");
        return new ObservedServer(
                ServerRows.server(row), HeartbeatRows.heartbeat(row), holder == null ? null : new OperationId(holder));
    }
}
