package cloud.dispatcher.store.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of an answer; valid only while it is being read. */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** What names the row, for people: its table, and its id where it has one. */
    String name() throws SQLException {
        var table = rows.getMetaData().getTableName(1);
        for (var column : List.of("id", "number", "server", "operation", "key", "name")) {
            var value = textIfThere(column);
            if (value != null) {
                return table + " " + value;
            }
        }
        return "a row of " + table;
    }

    private @Nullable String textIfThere(String column) {
        try {
            return rows.getString(column);
        } catch (SQLException e) {
            return null; // the answer has no such column
        }
    }

    public String text(String column) throws SQLException {
        return rows.getString(column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return rows.getString(column);
    }

    public long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    public @Nullable Long numberOrNull(String column) throws SQLException {
        var value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    public int count(String column) throws SQLException {
        return rows.getInt(column);
    }

    public double fraction(String column) throws SQLException {
        return rows.getDouble(column);
    }

    public boolean flag(String column) throws SQLException {
        return rows.getInt(column) != 0;
    }

    public Instant time(String column) throws SQLException {
        return Times.time(rows.getLong(column));
    }

    public @Nullable Instant timeOrNull(String column) throws SQLException {
        var value = rows.getLong(column);
        return rows.wasNull() ? null : Times.time(value);
    }

    public byte[] bytes(String column) throws SQLException {
        return rows.getBytes(column);
    }

    public byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return rows.getBytes(column);
    }

    public <E extends Enum<E>> E choice(Class<E> type, String column) throws SQLException {
        return Enum.valueOf(type, rows.getString(column));
    }
}
