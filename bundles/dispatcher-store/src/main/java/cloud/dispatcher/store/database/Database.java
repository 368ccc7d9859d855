package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The SQLite file {@code dispatcher.db}: a pool of connections that only read, and one to write for the committer. A commit that
 * was acknowledged survives a power cut where the disk honours a flush (write-ahead log, {@code synchronous=FULL}).
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

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
    private final SetAside setAside;
    private final ReaderPool readers;

    /** Never used: with the last connection SQLite would remove the log, which must stay for as long as the files are compared. */
    private final Session anchor;

    private final OpenFiles files;
    private final String installation;

    /** Why the last question could not be answered. */
    private volatile @Nullable String trouble;

    private Database(
            Path file,
            SQLiteDataSource source,
            SetAside setAside,
            ReaderPool readers,
            Session anchor,
            String installation) {
        this.file = file;
        this.source = source;
        this.setAside = setAside;
        this.readers = readers;
        this.anchor = anchor;
        this.installation = installation;
        files = new OpenFiles(file, file.resolveSibling(FILE + "-wal"), LOG_BYTES);
    }

    /**
     * Opens the database in a directory that the caller has taken; makes it or brings it up to date where needed.
     *
     * @throws StoreException when it is damaged, newer than this version, or was made with other keys
     */
    public static Database open(Path directory, Vault vault) {
        return open(directory, vault, After.GOOD_END);
    }

    /** How the database was used last. */
    public enum After {
        GOOD_END,
        /** By a process that was killed or lost its power: the file is looked through, for a bounded time. */
        ABANDONED
    }

    /** The same, after an end of this sort. */
    public static Database open(Path directory, Vault vault, After end) {
        var file = directory.resolve(FILE);
        if (isMissing(directory) && Keys.areKept(directory)) {
            throw keysAlone(directory);
        }
        if (end == After.ABANDONED && !isMissing(directory)) {
            IntegrityCheck.of(file, source(file, Access.WRITE));
        }
        migrate(file, source(file, Access.MAKE));
        var source = source(file, Access.WRITE);
        var setAside = new SetAside();
        var installation = identify(directory, () -> new Session(source.getConnection(), setAside), vault);
        Keys.keep(directory);
        var reading = source(file, Access.READ);
        ReaderPool.Source opening = () -> new Session(reading.getConnection(), setAside);
        return new Database(
                file, source, setAside, new ReaderPool(opening, READERS), anchor(file, opening), installation);
    }

    private static Session anchor(Path file, ReaderPool.Source source) {
        try {
            var session = source.open();
            session.number("SELECT count(*) FROM installation"); // only now the log is open
            return session;
        } catch (SQLException e) {
            throw Problem.of("The store cannot read its database", file, e);
        }
    }

    static boolean isMissing(Path directory) {
        return directory.resolve(FILE).toFile().length() == 0;
    }

    private static StoreException keysAlone(Path directory) {
        return new StoreException("There are keys in " + directory.resolve(Keys.FILE)
                + " but not the database that was made with them: "
                + directory.resolve(FILE) + " is missing or empty. Restore it from the backup, together with the keys."
                + " To begin anew with an empty store, move " + Keys.FILE + " away.");
    }

    private enum Access {
        READ,
        WRITE,
        /** Makes the file where it is missing. Nothing else may: an empty file in its place would be written to. */
        MAKE
    }

    private static SQLiteDataSource source(Path file, Access access) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(access == Access.READ ? -READER_CACHE_KB : -WRITER_CACHE_KB);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        config.setReadOnly(access == Access.READ);
        if (access != Access.MAKE) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
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
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new StoreException(
                    file
                            + " was made by another version of Dispatcher, and this one cannot take it over. Start"
                            + " that version, or move " + file.getParent() + " away to begin with an empty store.",
                    e);
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

    private static String identify(Path directory, ReaderPool.Source source, Vault vault) {
        var file = directory.resolve(FILE);
        try (var session = source.open()) {
            var known = session.first("SELECT id, key_check FROM installation", row ->
                    new String[] {row.text("id"), row.text("key_check")});
            if (known.isEmpty()) {
                if (Keys.areKept(directory)) {
                    throw keysAlone(directory);
                }
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
     * @throws StoreException when the database cannot be read or is closed, or its files are not those that were opened
     */
    public <T> T read(Question<T> question) {
        try {
            if (!readers.isClosed()) {
                files.requireLately();
            }
            var answer = readers.ask(question);
            trouble = null;
            return answer;
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
        if (readers.isClosed()) {
            return StoreException.closed(e);
        }
        var problem = Problem.of("The store cannot read", file, e);
        trouble = problem.getMessage();
        return problem;
    }

    /** Why it cannot be read, or is not the one that was opened, for people; null when all is well. */
    public @Nullable String trouble() {
        var lost = readers.isClosed() ? null : files.trouble();
        return lost == null ? trouble : lost;
    }

    /** The rows that could not be read. */
    public SetAside setAside() {
        return setAside;
    }

    /** How many bytes it takes on the disk. */
    public long bytes() {
        return file.toFile().length()
                + file.resolveSibling(FILE + "-wal").toFile().length();
    }

    /** @throws StoreException when what is committed now would be lost: the files are not those that were opened */
    void requireFiles() {
        files.require();
    }

    /** A new connection to write; the committer's alone. */
    Session writer() throws SQLException {
        return new Session(source.getConnection(), setAside);
    }

    StoreException failedToWrite(SQLException e) {
        return Problem.of("The store cannot write", file, e);
    }

    /** Ends reading; every later question fails. Twice is harmless. */
    @Override
    public void close() {
        readers.close();
        Session.closeQuietly(anchor);
    }

    /**
     * Ends, and leaves everything in the one file, which can be copied. The committer must have ended. Twice is harmless.
     *
     * @return whether it is in order; the log tells what is not
     */
    public boolean closeWhole() {
        if (readers.isClosed()) {
            return true;
        }
        var lost = files.trouble();
        readers.close();
        if (lost != null) {
            LOG.error("{}", lost);
            close();
            return false;
        }
        try (var session = writer()) {
            close();
            session.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        } catch (SQLException e) {
            LOG.warn(
                    "{} It is looked through at the next start.",
                    failedToWrite(e).getMessage());
            return false;
        }
    }
}
