package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The servers, one by one. */
public final class ServerRows {
    private ServerRows() {}

    /** What no query looks at. */
    private record Body(
            String size,
            String image,
            @Nullable String network,
            @Nullable String zone,
            @Nullable String keyPair,
            Map<String, String> labels,
            List<String> addresses,
            Map<String, String> facts,
            @Nullable Instant observedAt,
            @Nullable Instant endedAt) {}

    /**
     * Writes a server. One that becomes terminated clears its open outage.
     *
     * @param now for a server that does not say when it ended
     * @return what is to be told of it
     * @throws StaleException when the stored server is not of the version before
     */
    public static List<EventDraft> put(Session session, Server server, Instant now) throws SQLException {
        var written = server.version() == 1 ? insert(session, server, now) : update(session, server, now);
        if (written == 0) {
            throw new StaleException("server " + server.id() + " is no longer of version " + (server.version() - 1));
        }
        putLabels(session, server);
        if (!server.state().isOver()) {
            return List.of();
        }
        return HeartbeatRows.end(session, server, endedAt(server, now));
    }

    private static Instant endedAt(Server server, Instant now) {
        var endedAt = server.endedAt();
        return endedAt == null ? now : endedAt;
    }

    private static int insert(Session session, Server server, Instant now) throws SQLException {
        var inserted = session.update(
                """
                INSERT INTO server (id, account, name, folded_name, state, over, cloud_id, address, probe_method,
                    probe_port, probe_why, verdict, created_at, ended_at, version, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                ON CONFLICT DO NOTHING\
                """,
                server.id().value(),
                server.account().value(),
                server.name(),
                folded(server.name()),
                server.state(),
                server.state().isOver(),
                server.cloudId(),
                address(server),
                server.probe().method(),
                server.probe().port(),
                server.probe().why(),
                Verdict.UNKNOWN,
                server.createdAt(),
                server.state().isOver() ? endedAt(server, now) : null,
                body(server));
        if (inserted > 0) {
            session.update(
                    "INSERT INTO heartbeat (server, since, loss) VALUES (?, ?, 0)",
                    server.id().value(),
                    server.createdAt());
        }
        return inserted;
    }

    private static int update(Session session, Server server, Instant now) throws SQLException {
        return session.update(
                """
                UPDATE server SET name = ?, folded_name = ?, state = ?, over = ?, cloud_id = ?, address = ?,
                    probe_method = ?, probe_port = ?, probe_why = ?, ended_at = ?, version = ?, body = ?
                WHERE id = ? AND version = ?\
                """,
                server.name(),
                folded(server.name()),
                server.state(),
                server.state().isOver(),
                server.cloudId(),
                address(server),
                server.probe().method(),
                server.probe().port(),
                server.probe().why(),
                server.state().isOver() ? endedAt(server, now) : null,
                server.version(),
                body(server),
                server.id().value(),
                server.version() - 1);
    }

    /** The labels stand in the body; the table is there to be searched. */
    private static void putLabels(Session session, Server server) throws SQLException {
        var id = server.id().value();
        session.update("DELETE FROM server_label WHERE server = ?", id);
        for (var label : server.labels().entrySet()) {
            session.update(
                    """
                    INSERT INTO server_label (server, name, value, over, created_at, folded_name)
                    VALUES (?, ?, ?, ?, ?, ?)\
                    """,
                    id,
                    label.getKey(),
                    label.getValue(),
                    server.state().isOver(),
                    server.createdAt(),
                    folded(server.name()));
        }
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String address(Server server) {
        return server.addresses().isEmpty() ? null : server.addresses().get(0);
    }

    private static String body(Server server) {
        return Json.write(new Body(
                server.size(),
                server.image(),
                server.network(),
                server.zone(),
                server.keyPair(),
                server.labels(),
                server.addresses(),
                server.facts(),
                server.observedAt(),
                server.endedAt()));
    }

    public static Optional<Server> find(Session session, ServerId id) throws SQLException {
        return session.first("SELECT * FROM server WHERE id = ?", ServerRows::server, id.value());
    }

    static Server server(Row row) throws SQLException {
        var body = Json.read(Body.class, row.text("body"));
        return new Server(
                new ServerId(row.text("id")),
                new AccountId(row.text("account")),
                row.text("name"),
                body.size(),
                body.image(),
                body.network(),
                body.zone(),
                body.keyPair(),
                body.labels(),
                row.choice(ServerState.class, "state"),
                row.textOrNull("cloud_id"),
                body.addresses(),
                probe(row),
                body.facts(),
                body.observedAt(),
                row.time("created_at"),
                body.endedAt(),
                row.number("version"));
    }

    static Probe probe(Row row) throws SQLException {
        return new Probe(
                row.choice(Probe.Method.class, "probe_method"), row.count("probe_port"), row.textOrNull("probe_why"));
    }
}
