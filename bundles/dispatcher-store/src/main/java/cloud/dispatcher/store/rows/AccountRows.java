package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.Write.PutAccount.Guard;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Session;
import cloud.dispatcher.store.database.Vault;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts, with their credentials sealed. */
public final class AccountRows {
    /** Open operations are asked for by state: the index on account and state finds them, however many are over. */
    private static final String IS_USED = """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM server WHERE account = ? AND over = 0)
                OR EXISTS (SELECT 1 FROM operation WHERE account = ? AND state IN (%s))
                OR EXISTS (SELECT 1 FROM ledger WHERE account = ? AND look_at IS NOT NULL)""".formatted(Stream.of(OperationState.values())
            .filter(state -> !state.isOver())
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", ")));

    private AccountRows() {}

    /**
     * Writes an account.
     *
     * @param credentials null: those that are there stay
     * @throws StaleException when the stored account is not of the version before, its name is taken, or the guard does not hold
     */
    public static void put(
            Session session, Vault vault, Account account, @Nullable Map<String, Secret> credentials, Guard guard)
            throws SQLException {
        var id = account.id().value();
        if (session.exists("SELECT 1 FROM account WHERE name = ? AND id <> ?", account.name(), id)) {
            throw new StaleException("there is an account called " + account.name() + " already");
        }
        if (guard == Guard.UNLESS_USED && isUsed(session, account.id())) {
            throw new StaleException("account " + id + " is in use");
        }
        var written = account.version() == 1
                ? insert(session, account, sealed(vault, id, credentials == null ? Map.of() : credentials))
                : update(session, account, credentials == null ? null : sealed(vault, id, credentials));
        if (written == 0) {
            throw new StaleException("account " + id + " is no longer of version " + (account.version() - 1));
        }
    }

    private static int insert(Session session, Account account, byte[] sealed) throws SQLException {
        return session.update(
                """
                INSERT INTO account (id, name, executor, settings, created_at, version, credentials)
                VALUES (?, ?, ?, ?, ?, 1, ?)
                ON CONFLICT DO NOTHING""",
                account.id().value(),
                account.name(),
                account.executor(),
                Json.write(account.settings()),
                account.createdAt(),
                sealed);
    }

    private static int update(Session session, Account account, byte @Nullable [] sealed) throws SQLException {
        return session.update(
                """
                UPDATE account SET name = ?, executor = ?, settings = ?, created_at = ?, version = ?,
                    credentials = COALESCE(?, credentials)
                WHERE id = ? AND version = ?""",
                account.name(),
                account.executor(),
                Json.write(account.settings()),
                account.createdAt(),
                account.version(),
                sealed,
                account.id().value(),
                account.version() - 1);
    }

    private static byte[] sealed(Vault vault, String id, Map<String, Secret> credentials) {
        var clear = new TreeMap<String, String>();
        credentials.forEach((name, secret) -> clear.put(name, secret.reveal()));
        return vault.seal(Json.write(clear), id);
    }

    /**
     * Deletes an account.
     *
     * @throws StaleException when it is not of this version, or in use
     */
    public static void drop(Session session, AccountId id, long version) throws SQLException {
        if (isUsed(session, id)) {
            throw new StaleException("account " + id + " is in use");
        }
        if (session.update("DELETE FROM account WHERE id = ? AND version = ?", id.value(), version) == 0) {
            throw new StaleException("account " + id + " is no longer of version " + version);
        }
    }

    public static Optional<Account> find(Session session, AccountId id) throws SQLException {
        return session.first("SELECT * FROM account WHERE id = ?", AccountRows::account, id.value());
    }

    /** By name. */
    public static List<Account> all(Session session) throws SQLException {
        return session.readable("SELECT * FROM account ORDER BY name", AccountRows::account);
    }

    private static Account account(Row row) throws SQLException {
        return new Account(
                new AccountId(row.text("id")),
                row.text("name"),
                row.text("executor"),
                Json.map(row.text("settings")),
                row.time("created_at"),
                row.number("version"));
    }

    /** Empty when there is no such account. */
    public static Map<String, Secret> credentials(Session session, Vault vault, AccountId id) throws SQLException {
        var sealed = session.first(
                "SELECT credentials FROM account WHERE id = ?", row -> row.bytes("credentials"), id.value());
        if (sealed.isEmpty()) {
            return Map.of();
        }
        var secrets = new TreeMap<String, Secret>();
        Json.map(vault.open(sealed.get(), id.value())).forEach((name, clear) -> secrets.put(name, new Secret(clear)));
        return secrets;
    }

    /** Whether servers that are not terminated, operations that are not over or watched lines are in the account. */
    public static boolean isUsed(Session session, AccountId id) throws SQLException {
        return session.exists(IS_USED, id.value(), id.value(), id.value());
    }
}
