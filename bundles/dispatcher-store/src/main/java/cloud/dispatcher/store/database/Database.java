package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file {@code dispatcher.db}: a pool of connections that only read, and connections to write for the committer. A commit that
 * was acknowledged survives a power cut where the disk honours a flush (write-ahead log, {@code synchronous=FULL}).
 */
public final class Database implements AutoCloseable {
    public static final String FILE = "dispatcher.db";
    private static final String MIGRATIONS = "classpath:cloud/dispatcher/store/sqlite";
    static final int READERS = 8;
    private static final int BUSY_MILLIS = 5_000;
    private static final int LOG_BYTES = 64 << 20;
    private static final int WRITER_CACHE_KB = 32 << 10;
    private static final int READER_CACHE_KB = 8 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;

    private final Path file;
    private final SQLiteDataSource source;
    private final HikariDataSource readers;
    private final String installation;

    private Database(Path file, SQLiteDataSource source, HikariDataSource readers, String installation) {
        this.file = file;
        this.source = source;
        this.readers = readers;
        this.installation = installation;
    }

    /**
     * Opens the database in a directory that the caller has taken; makes it or brings it up to date where needed.
     *
     * @throws StoreException when it is damaged, newer than this version, or was made with other keys
     */
    public static Database open(Path directory, Vault vault) {
        var file = directory.resolve(FILE);
        var source = source(file, Access.WRITE);
        migrate(file, source);
        var installation = identify(file, source, vault);
        return new Database(file, source, pool(file, source(file, Access.READ)), installation);
    }

    private enum Access {
        READ,
        WRITE
    }

    private static SQLiteDataSource source(Path file, Access access) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setCacheSize(access == Access.WRITE ? -WRITER_CACHE_KB : -READER_CACHE_KB);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        config.setReadOnly(access == Access.READ);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Flyway looks for its own parts and for the scripts through the thread's class loader. */
    private static void migrate(Path file, SQLiteDataSource source) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var loader = Database.class.getClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Flyway.configure(loader)
                    .dataSource(source)
                    .locations(MIGRATIONS)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw unable("The store cannot bring its database up to date", file, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The libraries tell in many words what the database has said in one. */
    private static StoreException unable(String what, Path file, RuntimeException e) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return Problem.of(what, file, database);
            }
        }
        return new StoreException(what + ": " + e.getMessage(), e);
    }

    private static String identify(Path file, SQLiteDataSource source, Vault vault) {
        try (var session = new Session(source.getConnection())) {
            var known = session.first("SELECT id, key_check FROM installation", row ->
                    new String[] {row.text("id"), row.text("key_check")});
            if (known.isEmpty()) {
                var id = UUID.randomUUID().toString();
                session.update("INSERT INTO installation (id, key_check) VALUES (?, ?)", id, vault.check());
                return id;
            }
            if (!known.get()[1].equals(vault.check())) {
                throw new StoreException("The keys in " + file.resolveSibling(Keys.FILE) + " are not those that " + file
                        + " was made with. Restore both from the same backup.");
            }
            return known.get()[0];
        } catch (SQLException e) {
            throw Problem.of("The store cannot read its database", file, e);
        }
    }

    private static HikariDataSource pool(Path file, SQLiteDataSource source) {
        var config = new HikariConfig();
        config.setPoolName("dispatcher-store");
        config.setDataSource(source);
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        config.setReadOnly(true);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw unable("The store cannot read its database", file, e);
        }
    }

    /** This installation's own id. */
    public String installation() {
        return installation;
    }

    /** A question. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Session session) throws SQLException;
    }

    /**
     * Answers a question of one statement.
     *
     * @throws StoreException when the database cannot be read or is closed
     */
    public <T> T read(Question<T> question) {
        try (var session = new Session(readers.getConnection())) {
            return question.ask(session);
        } catch (SQLException e) {
            throw failedToRead(e);
        }
    }

    /**
     * Answers a question of several statements: all of them see the same commits.
     *
     * @throws StoreException when the database cannot be read or is closed
     */
    public <T> T readTogether(Question<T> question) {
        return read(session -> {
            session.execute("BEGIN");
            try {
                return question.ask(session);
            } finally {
                session.execute("ROLLBACK");
            }
        });
    }

    private StoreException failedToRead(SQLException e) {
        return readers.isClosed() ? StoreException.closed(e) : Problem.of("The store cannot read", file, e);
    }

    /** A new connection to write; the committer's alone. */
    Session writer() throws SQLException {
        return new Session(source.getConnection());
    }

    StoreException failedToWrite(SQLException e) {
        return Problem.of("The store cannot write", file, e);
    }

    /** A pooled connection, to be looked at by tests. */
    Connection pooled() throws SQLException {
        return readers.getConnection();
    }

    /** Ends reading; every later question fails. Twice is harmless. */
    @Override
    public void close() {
        readers.close();
    }
}
