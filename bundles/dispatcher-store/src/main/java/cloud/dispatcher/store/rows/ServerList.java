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
import java.util.TreeMap;

/** The servers with their heartbeats and who holds them, one or a list. */
public final class ServerList {
    private static final String COLUMNS = """
        SELECT s.*, h.since, h.last_seen, h.rtt, h.loss, h.outage, h.why,
            (SELECT o.id FROM operation o WHERE o.server = s.id AND o.first = 1) AS held_by
        FROM""";
    private static final String SELECT = COLUMNS + " server s JOIN heartbeat h ON h.server = s.id";
    private static final String SELECT_LABELLED =
            COLUMNS + " server_label l CROSS JOIN server s ON s.id = l.server JOIN heartbeat h ON h.server = s.id";

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
        return listing(query, paging)
                .page(
                        session,
                        ServerList::observed,
                        paging,
                        last -> cursor(query.sort(), last),
                        "s.state",
                        query.states());
    }

    /** Walks along the first label where there is one, and else along the servers. */
    static Listing listing(ServerQuery query, Paging paging) {
        var labels = new TreeMap<>(query.labels());
        var label = labels.pollFirstEntry();
        var place = label == null ? Place.of("s.%s", "s.id", query.sort()) : Place.of("l.%s", "l.server", query.sort());
        var listing = new Listing(
                label == null ? SELECT : SELECT_LABELLED,
                place.order(),
                Place.of("%s", "id", query.sort()).order());
        if (label != null) {
            listing.where("l.name = ? AND l.value = ?", label.getKey(), label.getValue());
        }
        if (!query.states().contains(ServerState.TERMINATED)) {
            listing.where(label == null ? "s.over = 0" : "l.over = 0");
        }
        var account = query.account();
        listing.whereIs("s.account", account == null ? null : account.value());
        var heartbeat = query.heartbeat();
        listing.whereIs("s.verdict", heartbeat == null ? null : heartbeat.name());
        if (query.name() != null) {
            listing.where("s.folded_name LIKE ? ESCAPE '\\'", "%" + literally(ServerRows.folded(query.name())) + "%");
        }
        labels.forEach((name, value) -> listing.where(
                "EXISTS (SELECT 1 FROM server_label m WHERE m.server = s.id AND m.name = ? AND m.value = ?)",
                name,
                value));
        if (paging.cursor() != null) {
            after(listing, query.sort(), place, paging.cursor());
        }
        return listing;
    }

    /** By which two columns the list is sorted, and which way. */
    private record Place(String first, String second, boolean isDescending) {
        static Place of(String table, String id, Sort sort) {
            return switch (sort) {
                case OLDEST_FIRST -> new Place(table.formatted("created_at"), id, false);
                case NEWEST_FIRST -> new Place(table.formatted("created_at"), id, true);
                case NAME -> new Place(table.formatted("folded_name"), id, false);
                case NAME_REVERSED -> new Place(table.formatted("folded_name"), id, true);
            };
        }

        String order() {
            var way = isDescending ? " DESC" : "";
            return first + way + ", " + second + way;
        }

        String after() {
            return "(" + first + ", " + second + ") " + (isDescending ? "<" : ">") + " (?, ?)";
        }
    }

    private static void after(Listing listing, Sort sort, Place place, String cursor) {
        var key = Cursor.key(name(sort), 2, cursor);
        switch (sort) {
            case OLDEST_FIRST, NEWEST_FIRST -> listing.where(place.after(), Cursor.number(key.get(0)), key.get(1));
            case NAME, NAME_REVERSED -> listing.where(place.after(), key.get(0), key.get(1));
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
