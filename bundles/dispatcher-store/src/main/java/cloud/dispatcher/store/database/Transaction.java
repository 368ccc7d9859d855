package cloud.dispatcher.store.database;

import java.sql.SQLException;

/**
 * One group's transaction: its session, and the numbers that it gives. Numbers of a change that is taken back are given again, so they
 * have no gaps.
 *
 * @see GroupCommitter
 */
public final class Transaction {
    private final Session session;
    private final long[] stored = new long[Counter.values().length];
    private long[] numbers;

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
            stored[counter.ordinal()] = session.number("SELECT value FROM counter WHERE name = ?", counter.row);
        }
        numbers = stored.clone();
    }

    public Session session() {
        return session;
    }

    /** The next number. */
    public long next(Counter counter) {
        return ++numbers[counter.ordinal()];
    }

    /** Makes one change whole or not at all. */
    <T> T attempt(Change<T> change) throws SQLException {
        var before = numbers.clone();
        session.update("SAVEPOINT change");
        try {
            var result = change.apply(this);
            session.update("RELEASE change");
            return result;
        } catch (SQLException e) {
            // After any other error there may be no transaction left in which something could be taken back.
            if (Problem.isConstraint(e)) {
                takeBack(before);
            }
            throw e;
        } catch (RuntimeException e) {
            takeBack(before);
            throw e;
        }
    }

    private void takeBack(long[] before) throws SQLException {
        session.update("ROLLBACK TO change");
        session.update("RELEASE change");
        numbers = before;
    }

    /** Whether events were given numbers. */
    boolean hasEvents() {
        return hasMoved(Counter.EVENT);
    }

    /** Writes the numbers and makes everything durable. */
    void commit() throws SQLException {
        for (var counter : Counter.values()) {
            if (hasMoved(counter)) {
                session.update("UPDATE counter SET value = ? WHERE name = ?", numbers[counter.ordinal()], counter.row);
            }
        }
        session.execute("COMMIT");
    }

    private boolean hasMoved(Counter counter) {
        return numbers[counter.ordinal()] != stored[counter.ordinal()];
    }
}
