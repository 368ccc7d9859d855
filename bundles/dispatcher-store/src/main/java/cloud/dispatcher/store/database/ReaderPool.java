package cloud.dispatcher.store.database;

import cloud.dispatcher.store.database.Database.Question;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that only read: each serves one thread at a time and keeps its prepared statements, which cost more than the answers. */
final class ReaderPool implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Opens a connection. */
    @FunctionalInterface
    interface Source {
        Session open() throws SQLException;
    }

    private final Source source;
    private final int size;
    private final Semaphore permits;
    private final BlockingDeque<Session> idle = new LinkedBlockingDeque<>();
    private volatile boolean isClosed;

    ReaderPool(Source source, int size) {
        this.source = source;
        this.size = size;
        permits = new Semaphore(size, true);
    }

    /** Asks on the connection that was used last; one whose question failed is not used again. */
    <T> T ask(Question<T> question) throws SQLException {
        takePermit();
        Session session = null;
        var isSound = false;
        try {
            session = session();
            var answer = question.ask(session);
            isSound = true;
            return answer;
        } finally {
            try {
                giveBack(session, isSound);
            } finally {
                permits.release();
            }
        }
    }

    private void takePermit() throws SQLException {
        try {
            if (!permits.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new SQLException(
                        "all " + size + " connections have been in use for " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", e);
        }
    }

    private Session session() throws SQLException {
        if (isClosed) {
            throw new SQLException("closed");
        }
        var used = idle.pollFirst();
        return used == null ? source.open() : used;
    }

    private void giveBack(@Nullable Session session, boolean isSound) throws SQLException {
        if (session == null) {
            return;
        }
        if (isSound && !isClosed) {
            idle.addFirst(session);
        } else {
            session.close();
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Lets questions that are being answered end, for a few seconds, and closes the connections. Twice is harmless. */
    @Override
    public void close() {
        isClosed = true;
        var isInterrupted = false;
        try {
            if (permits.tryAcquire(size, GRACE.toSeconds(), TimeUnit.SECONDS)) {
                permits.release(size);
            }
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        for (var session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            Session.closeQuietly(session);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
