package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.Targets.Target;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Transaction;
import cloud.dispatcher.store.rows.OutageRows.Subject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The heartbeats: whom to ask, and what was found. */
public final class HeartbeatRows {
    private HeartbeatRows() {}

    /** What is stored of a server that was judged. */
    private record Known(
            Subject subject, Verdict verdict, @Nullable Long outage) {}

    /** Every server with an address that is not terminated. */
    public static List<Target> targets(Session session) throws SQLException {
        return session.readable(
                """
                SELECT s.id, s.name, s.address, s.probe_method, s.probe_port, s.probe_why, s.state, s.version, s.verdict,
                    h.since, h.last_seen, h.rtt, h.loss, h.outage, h.why
                FROM server s JOIN heartbeat h ON h.server = s.id
                WHERE s.over = 0 AND s.address IS NOT NULL""",
                row -> new Target(
                        new ServerId(row.text("id")),
                        row.text("name"),
                        row.text("address"),
                        ServerRows.probe(row),
                        row.choice(ServerState.class, "state"),
                        row.number("version"),
                        heartbeat(row)));
    }

    static Heartbeat heartbeat(Row row) throws SQLException {
        var verdict = row.choice(Verdict.class, "verdict");
        var rtt = row.numberOrNull("rtt");
        return new Heartbeat(
                verdict,
                row.time("since"),
                row.timeOrNull("last_seen"),
                rtt == null ? null : Duration.ofNanos(rtt),
                row.fraction("loss"),
                shown(verdict, row.numberOrNull("outage")),
                row.textOrNull("why"));
    }

    /** An outage stays open until the server is UP again, but only a server that is DOWN shows it. */
    private static @Nullable Long shown(Verdict verdict, @Nullable Long outage) {
        return verdict == Verdict.DOWN ? outage : null;
    }

    /**
     * Records one judgement, and tells of it where the verdict is a new one.
     *
     * @return what was recorded; empty when the judged version is not the stored one
     */
    public static Optional<Judgement> record(Transaction transaction, Judgement judgement) throws SQLException {
        var session = transaction.session();
        var found = session.first("""
                SELECT s.id, s.name, s.account, s.verdict, h.outage FROM server s JOIN heartbeat h ON h.server = s.id
                WHERE s.id = ? AND s.version = ? AND s.over = 0""", HeartbeatRows::known, judgement.server().value(), judgement.version());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var known = found.get();
        var heartbeat = judgement.heartbeat();
        var outage = known.verdict() == heartbeat.verdict()
                ? known.outage()
                : turn(transaction, known, heartbeat.verdict(), heartbeat.since());
        var rtt = heartbeat.rtt();
        session.update(
                "UPDATE heartbeat SET since = ?, last_seen = ?, rtt = ?, loss = ?, outage = ?, why = ? WHERE server ="
                        + " ?",
                heartbeat.since(),
                heartbeat.lastSeen(),
                rtt == null ? null : rtt.toNanos(),
                heartbeat.loss(),
                outage,
                heartbeat.why(),
                judgement.server().value());
        return Optional.of(new Judgement(
                judgement.server(), judgement.version(), with(heartbeat, shown(heartbeat.verdict(), outage))));
    }

    private static Known known(Row row) throws SQLException {
        return new Known(
                new Subject(new ServerId(row.text("id")), row.text("name"), new AccountId(row.text("account"))),
                row.choice(Verdict.class, "verdict"),
                row.numberOrNull("outage"));
    }

    /** The verdict is another one: tells of it; returns the outage that is open then. */
    private static @Nullable Long turn(Transaction transaction, Known known, Verdict verdict, Instant at)
            throws SQLException {
        var session = transaction.session();
        var subject = known.subject();
        session.update(
                "UPDATE server SET verdict = ? WHERE id = ?",
                verdict,
                subject.server().value());
        EventRows.append(
                transaction,
                new EventDraft(
                        at,
                        "heartbeat.changed",
                        subject.account(),
                        subject.server(),
                        null,
                        subject.name() + " is " + verdict + ", was " + known.verdict(),
                        Map.of(
                                "name", subject.name(),
                                "verdict", verdict.name(),
                                "before", known.verdict().name())));
        var open = known.outage();
        if (verdict == Verdict.DOWN && open == null) {
            return OutageRows.discover(transaction, subject, at);
        }
        if (verdict == Verdict.UP && open != null) {
            EventRows.append(transaction, OutageRows.clear(session, subject, at, open, "is up"));
            return null;
        }
        return open;
    }

    private static Heartbeat with(Heartbeat heartbeat, @Nullable Long outage) {
        return new Heartbeat(
                heartbeat.verdict(),
                heartbeat.since(),
                heartbeat.lastSeen(),
                heartbeat.rtt(),
                heartbeat.loss(),
                outage,
                heartbeat.why());
    }

    /** The server is gone, and so is its heartbeat: clears its open outage, if it has one; returns what is to be told of it. */
    static List<EventDraft> end(Session session, Server server, Instant at) throws SQLException {
        var id = server.id().value();
        var open = session.first(
                "SELECT outage FROM heartbeat WHERE server = ? AND outage IS NOT NULL",
                row -> row.number("outage"),
                id);
        session.update("UPDATE server SET verdict = ? WHERE id = ?", Verdict.UNWATCHED, id);
        session.update(
                "UPDATE heartbeat SET since = ?, outage = NULL, why = 'it is terminated' WHERE server = ?", at, id);
        if (open.isEmpty()) {
            return List.of();
        }
        var subject = new Subject(server.id(), server.name(), server.account());
        return List.of(OutageRows.clear(session, subject, at, open.get(), "was terminated"));
    }
}
