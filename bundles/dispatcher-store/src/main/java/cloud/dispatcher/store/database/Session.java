package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection in use by one thread. Keeps the prepared statements that it used last. */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int KEPT_STATEMENTS = 100;

    private final Connection connection;
    private final SetAside setAside;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    Session(Connection connection, SetAside setAside) {
        this.connection = connection;
        this.setAside = setAside;
    }

    /** Makes a fact of a row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /**
     * Changes rows.
     *
     * @param values text, numbers, flags, times, choices, bytes or null
     * @return how many rows were changed
     */
    public int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /**
     * Every row of the answer that can be read: for what must go on without the others.
     *
     * @see SetAside
     */
    public <T> List<T> readable(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            var row = new Row(rows);
            var facts = new ArrayList<T>();
            while (rows.next()) {
                try {
                    facts.add(mapper.map(row));
                } catch (RuntimeException e) { // whatever one row leads to, it must not hide its neighbours
                    setAside.add(row, e);
                }
            }
            return facts;
        }
    }

    /**
     * Every row of the answer: for decisions that must not be made without one of them.
     *
     * @throws StoreException when one of them cannot be read
     */
    public <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            var row = new Row(rows);
            var facts = new ArrayList<T>();
            while (rows.next()) {
                facts.add(mapped(mapper, row));
            }
            return facts;
        }
    }

    /**
     * The first row of the answer, if there is one.
     *
     * @throws StoreException when it cannot be read
     */
    public <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(mapped(mapper, new Row(rows))) : Optional.empty();
        }
    }

    private <T> T mapped(Mapper<T> mapper, Row row) throws SQLException {
        try {
            return mapper.map(row);
        } catch (RuntimeException e) {
            throw setAside.add(row, e);
        }
    }

    /** How many rows were found that cannot be read. */
    public int setAside() {
        return setAside.count();
    }

    /** Whether there is a row. */
    public boolean exists(String sql, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next();
        }
    }

    /** The first column of the only row; 0 for null. */
    public long number(String sql, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** A time as its column holds it. */
    public static long number(Instant time) {
        return Times.number(time);
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            dropEldest();
        }
        for (var i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private void dropEldest() throws SQLException {
        if (statements.size() > KEPT_STATEMENTS) {
            var eldest = statements.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(at, text);
        } else if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof Integer number) {
            statement.setInt(at, number);
        } else if (value instanceof Boolean flag) {
            statement.setInt(at, flag ? 1 : 0);
        } else if (value instanceof Instant time) {
            statement.setLong(at, Times.number(time));
        } else if (value instanceof Enum<?> choice) {
            statement.setString(at, choice.name());
        } else if (value instanceof Double fraction) {
            statement.setDouble(at, fraction);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (value == null) {
            statement.setObject(at, null);
        } else {
            throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed.", e);
        }
    }

    /** Closes the connection; what was not committed is gone. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            for (var statement : statements.values()) {
                statement.close();
            }
        }
    }
}
