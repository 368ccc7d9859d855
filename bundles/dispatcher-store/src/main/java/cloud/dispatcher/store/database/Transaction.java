package cloud.dispatcher.store.database;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * One group's transaction: its session, and the numbers that it gives. Numbers of a change that is taken back are given again, so they
 * have no gaps.
 *
 * @see GroupCommitter
 */
public final class Transaction {
    private final Session session;
    private final Map<Counter, Long> stored = new EnumMap<>(Counter.class);
    private final Map<Counter, Long> numbers;

    /** What is counted. */
    public enum Counter {
        EVENT("event"),
        SEQUENCE("sequence"),
        OUTAGE("outage");

        private final String row;

        Counter(String row) {
            this.row = row;
        }
    }

    /** Begins; keeps every other writer out until it ends. */
    Transaction(Session session) throws SQLException {
        this.session = session;
        session.execute("BEGIN IMMEDIATE");
        for (var counter : Counter.values()) {
            stored.put(counter, session.number("SELECT value FROM counter WHERE name = ?", counter.row));
        }
        numbers = new EnumMap<>(stored);
    }

    public Session session() {
        return session;
    }

    /** The next number. */
    public long next(Counter counter) {
        return numbers.merge(counter, 1L, Long::sum);
    }

    /** Writes a change. Where it is refused, {@link #rollback} is what takes it back. */
    <T> T apply(Change<T> change) throws SQLException {
        return change.apply(this);
    }

    /** Writes a change whole or not at all. Its savepoint costs as much as its rows. */
    <T> T applyAlone(Change<T> change) throws SQLException {
        var before = new EnumMap<>(numbers);
        session.update("SAVEPOINT change");
        try {
            var result = change.apply(this);
            session.update("RELEASE change");
            return result;
        } catch (SQLException e) {
            // After any other error there may be no transaction left in which something could be taken back.
            if (Problem.isOfOneRow(e)) {
                takeBack(before);
            }
            throw e;
        } catch (RuntimeException e) {
            takeBack(before);
            throw e;
        }
    }

    private void takeBack(Map<Counter, Long> before) throws SQLException {
        session.update("ROLLBACK TO change");
        session.update("RELEASE change");
        numbers.putAll(before);
    }

    /** Whether events were given numbers. */
    boolean hasEvents() {
        return hasMoved(Counter.EVENT);
    }

    /** Writes the numbers and makes everything durable. */
    void commit() throws SQLException {
        for (var counter : Counter.values()) {
            if (hasMoved(counter)) {
                session.update("UPDATE counter SET value = ? WHERE name = ?", last(numbers, counter), counter.row);
            }
        }
        session.execute("COMMIT");
    }

    /** Takes everything back. */
    void rollback() throws SQLException {
        session.execute("ROLLBACK");
    }

    private boolean hasMoved(Counter counter) {
        return last(numbers, counter) != last(stored, counter);
    }

    private static long last(Map<Counter, Long> numbers, Counter counter) {
        return numbers.getOrDefault(counter, 0L);
    }
}
