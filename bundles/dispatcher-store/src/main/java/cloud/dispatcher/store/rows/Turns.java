package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Vault;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Whose turn it is. A server's first operation is marked as such when it is written, so that 100,000 operations in flight cost a walk
 * along an index, and a barred account costs one look whatever its backlog.
 */
public final class Turns {
    private static final String READY = "first = 1 AND over = 0 AND claim_boot IS NULL";
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::priority)
            .reversed()
            .thenComparing(Candidate::due)
            .thenComparingLong(Candidate::sequence);

    private Turns() {}

    private record Candidate(int priority, Instant due, long sequence) {}

    /** Operations whose step may begin, the higher priority first, then the longer due. Ask it in one transaction. */
    public static List<Work> due(Session session, Vault vault, Instant now, Set<AccountId> barred, int most)
            throws SQLException {
        var limit = most + session.setAside(); // those that cannot be read stay the first, and must not fill it
        var candidates = new ArrayList<Candidate>();
        for (var account : readyAccounts(session)) {
            if (!barred.contains(new AccountId(account))) {
                candidates.addAll(candidates(session, account, now, limit));
            }
        }
        var chosen = candidates.stream().sorted(ORDER).limit(limit).toList();
        if (chosen.isEmpty()) {
            return List.of();
        }
        var marks = String.join(", ", Collections.nCopies(chosen.size(), "?"));
        return session.readable(
                "SELECT * FROM operation WHERE sequence IN (" + marks + ") ORDER BY priority DESC, due, sequence",
                row -> WorkRows.work(row, vault),
                chosen.stream().map(Candidate::sequence).toArray());
    }

    /** The next account is looked for after the last: as many steps as accounts, not as operations. */
    private static List<String> readyAccounts(Session session) throws SQLException {
        return session.list("""
                WITH RECURSIVE ready (account) AS (
                    SELECT min(account) FROM operation WHERE %1$s
                    UNION ALL
                    SELECT (SELECT min(account) FROM operation WHERE %1$s AND account > ready.account)
                    FROM ready WHERE ready.account IS NOT NULL)
                SELECT account FROM ready WHERE account IS NOT NULL""".formatted(READY), row -> row.text("account"));
    }

    private static List<Candidate> candidates(Session session, String account, Instant now, int limit)
            throws SQLException {
        var found = new ArrayList<Candidate>();
        for (var priority = highest(session, account, Integer.MAX_VALUE + 1L);
                priority.isPresent() && found.size() < limit;
                priority = highest(session, account, priority.getAsInt())) {
            var one = priority.getAsInt();
            found.addAll(session.list(
                    "SELECT due, sequence FROM operation WHERE " + READY
                            + " AND account = ? AND priority = ? AND due <= ? ORDER BY due, sequence LIMIT ?",
                    row -> new Candidate(one, row.time("due"), row.number("sequence")),
                    account,
                    one,
                    now,
                    limit - found.size()));
        }
        return found;
    }

    private static OptionalInt highest(Session session, String account, long below) throws SQLException {
        return session.first(
                        "SELECT priority FROM operation WHERE " + READY
                                + " AND account = ? AND priority < ? ORDER BY priority DESC LIMIT 1",
                        row -> OptionalInt.of(row.count("priority")),
                        account,
                        below)
                .orElse(OptionalInt.empty());
    }

    /** Operations that are not over and are to be given up. */
    public static List<Work> overdue(Session session, Vault vault, Instant now, int limit) throws SQLException {
        return session.readable(
                "SELECT * FROM operation WHERE over = 0 AND give_up <= ? ORDER BY give_up LIMIT ?",
                row -> WorkRows.work(row, vault),
                now,
                limit);
    }

    /** When something becomes due after {@code now}. */
    public static Optional<Instant> nextDue(Session session, Instant now) throws SQLException {
        return session.first("""
                SELECT min(at) AS at FROM (
                    SELECT min(due) AS at FROM operation WHERE over = 0 AND claim_boot IS NULL AND due > ?
                    UNION ALL SELECT min(give_up) FROM operation WHERE over = 0 AND give_up > ?
                    UNION ALL SELECT min(look_at) FROM ledger WHERE look_at IS NOT NULL AND look_at > ?
                    UNION ALL SELECT min(due) FROM look WHERE due > ?) AS next
                HAVING min(at) IS NOT NULL""", row -> row.time("at"), now, now, now, now);
    }

    /** Operations claimed by another boot. */
    public static List<Work> orphans(Session session, Vault vault, String boot, int limit) throws SQLException {
        return session.readable("""
                SELECT * FROM operation WHERE claim_boot IS NOT NULL AND claim_boot <> ?
                ORDER BY claim_boot, sequence LIMIT ?""", row -> WorkRows.work(row, vault), boot, limit);
    }

    /** Operations claimed by this boot. */
    public static List<Work> claims(Session session, Vault vault, String boot, int limit) throws SQLException {
        return session.readable(
                "SELECT * FROM operation WHERE claim_boot = ? ORDER BY sequence LIMIT ?",
                row -> WorkRows.work(row, vault),
                boot,
                limit);
    }

    /** The operations of a server that are not over, in the order of their turns. */
    public static List<Work> open(Session session, Vault vault, ServerId server) throws SQLException {
        return session.readable(
                "SELECT * FROM operation WHERE server = ? AND holds = 1 AND over = 0 ORDER BY sequence",
                row -> WorkRows.work(row, vault),
                server.value());
    }

    /** Operations of an account that are not over, not claimed, and wait for this. */
    public static List<Work> waitingFor(Session session, Vault vault, Waiting.Cause cause, AccountId account, int limit)
            throws SQLException {
        return session.readable("""
                SELECT * FROM operation WHERE waiting_for = ? AND account = ? AND over = 0 AND claim_boot IS NULL
                ORDER BY sequence LIMIT ?""", row -> WorkRows.work(row, vault), cause, account.value(), limit);
    }
}
