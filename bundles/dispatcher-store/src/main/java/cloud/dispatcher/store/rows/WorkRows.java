package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.Claim;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Transaction;
import cloud.dispatcher.store.database.Transaction.Counter;
import cloud.dispatcher.store.database.Vault;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations with what the worker needs of them: written, and made of rows. */
public final class WorkRows {
    private WorkRows() {}

    /**
     * Writes an operation. The first write puts it at the end of its server's queue.
     *
     * @param now for an operation that does not say when it ended
     * @throws StaleException when the stored one is not of the version before, or its account is gone at the first write
     */
    public static void put(Transaction transaction, Vault vault, Work work, Instant now) throws SQLException {
        if (work.version() == 1) {
            insert(transaction, vault, work, now);
        } else {
            update(transaction.session(), work, now);
        }
    }

    private static void insert(Transaction transaction, Vault vault, Work work, Instant now) throws SQLException {
        var session = transaction.session();
        var operation = work.operation();
        var id = operation.id().value();
        var account = operation.account().value();
        var server = operation.server().value();
        if (!session.exists("SELECT 1 FROM account WHERE id = ?", account)) {
            throw new StaleException("account " + account + " is gone");
        }
        if (session.exists("SELECT 1 FROM operation WHERE id = ?", id)) {
            throw stale(work);
        }
        var holds = holds(work);
        var userData = StoredRequest.userData(operation.action());
        session.update(
                """
                INSERT INTO operation (sequence, id, account, server, action, request, user_data, state, over, holds,
                    first, priority, due, give_up, claim_node, claim_boot, claim_at, waiting_for, ended_at, version, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)\
                """,
                transaction.next(Counter.SEQUENCE),
                id,
                account,
                server,
                operation.action().kind(),
                StoredRequest.write(operation.action()),
                userData == null ? null : vault.seal(userData.bytes(), id),
                operation.state(),
                operation.state().isOver(),
                holds,
                holds && !session.exists("SELECT 1 FROM operation WHERE server = ? AND first = 1", server),
                operation.priority(),
                work.due(),
                work.giveUp(),
                node(work.claim()),
                boot(work.claim()),
                at(work.claim()),
                waitingFor(operation),
                endedAt(operation, now),
                WorkBody.write(work));
    }

    private static void update(Session session, Work work, Instant now) throws SQLException {
        var operation = work.operation();
        var holds = holds(work);
        var written = session.update(
                """
                UPDATE operation SET state = ?, over = ?, holds = ?, first = first * ?, priority = ?, due = ?, give_up = ?,
                    claim_node = ?, claim_boot = ?, claim_at = ?, waiting_for = ?, ended_at = ?, version = ?, body = ?
                WHERE id = ? AND version = ?\
                """,
                operation.state(),
                operation.state().isOver(),
                holds,
                holds,
                operation.priority(),
                work.due(),
                work.giveUp(),
                node(work.claim()),
                boot(work.claim()),
                at(work.claim()),
                waitingFor(operation),
                endedAt(operation, now),
                work.version(),
                WorkBody.write(work),
                operation.id().value(),
                work.version() - 1);
        if (written == 0) {
            throw stale(work);
        }
        if (!holds) {
            giveTurn(session, operation.server());
        }
    }

    /** Forgets the user data of an operation; harmless where there is none. */
    public static void eraseUserData(Session session, OperationId id) throws SQLException {
        session.update("UPDATE operation SET user_data = NULL WHERE id = ?", id.value());
    }

    /** The first of those that hold the server has the turn. */
    private static void giveTurn(Session session, ServerId server) throws SQLException {
        session.update("""
                UPDATE operation SET first = 1
                WHERE sequence = (SELECT min(sequence) FROM operation WHERE server = ? AND holds = 1) AND first = 0\
                """, server.value());
    }

    private static boolean holds(Work work) {
        return !work.operation().state().isOver() || work.claim() != null;
    }

    private static StaleException stale(Work work) {
        return new StaleException(
                "operation " + work.operation().id() + " is no longer of version " + (work.version() - 1));
    }

    private static @Nullable String node(@Nullable Claim claim) {
        return claim == null ? null : claim.node();
    }

    private static @Nullable String boot(@Nullable Claim claim) {
        return claim == null ? null : claim.boot();
    }

    private static @Nullable Instant at(@Nullable Claim claim) {
        return claim == null ? null : claim.at();
    }

    private static @Nullable String waitingFor(Operation operation) {
        var waiting = operation.waiting();
        return waiting == null || operation.state().isOver()
                ? null
                : waiting.cause().name();
    }

    private static @Nullable Instant endedAt(Operation operation, Instant now) {
        if (!operation.state().isOver()) {
            return null;
        }
        var endedAt = operation.endedAt();
        return endedAt == null ? now : endedAt;
    }

    public static Optional<Work> find(Session session, Vault vault, OperationId id) throws SQLException {
        return session.first("SELECT * FROM operation WHERE id = ?", row -> work(row, vault), id.value());
    }

    static Work work(Row row, Vault vault) throws SQLException {
        var body = WorkBody.of(row);
        var boot = row.textOrNull("claim_boot");
        return new Work(
                operation(row, body, vault),
                row.number("sequence"),
                row.time("due"),
                row.time("give_up"),
                boot == null ? null : new Claim(row.text("claim_node"), boot, row.time("claim_at")),
                body.reach(),
                body.memory(),
                body.settings(),
                body.faults(),
                row.number("version"));
    }

    static Operation operation(Row row, WorkBody body, Vault vault) throws SQLException {
        return new Operation(
                new OperationId(row.text("id")),
                StoredRequest.read(row, vault),
                new AccountId(row.text("account")),
                new ServerId(row.text("server")),
                row.choice(OperationState.class, "state"),
                body.actor(),
                body.reason(),
                row.count("priority"),
                body.notBefore(),
                body.deadline(),
                body.attempts(),
                body.progress(),
                body.waiting() == null ? null : body.waiting().fact(),
                body.result(),
                body.error(),
                body.leftovers(),
                body.createdAt(),
                body.startedAt(),
                body.endedAt());
    }
}
