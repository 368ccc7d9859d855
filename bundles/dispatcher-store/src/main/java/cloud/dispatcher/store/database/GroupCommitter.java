package cloud.dispatcher.store.database;

import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes what is waiting, writes it as one transaction of independent changes, and answers the callers
 * after the commit; meanwhile the next group gathers. A transaction that fails fails its whole group, and the next group finds a new
 * connection.
 */
public final class GroupCommitter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);

    private final Database database;
    private final Lanes lanes = new Lanes();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /** Held while a transaction becomes durable, so that a cut falls before or after it. */
    private final ReentrantLock commit = new ReentrantLock();

    private boolean cut;

    /** The committer's thread's alone. */
    private @Nullable Session writer;

    /** Whether the group at hand was committed; the committer's thread's alone. */
    private boolean isDurable;

    /** Changed by the committer's thread alone. */
    private volatile @Nullable String trouble;

    private GroupCommitter(Database database) {
        this.database = database;
        thread = new Thread(this::work, "dispatcher-store-committer");
    }

    public static GroupCommitter start(Database database) {
        var committer = new GroupCommitter(database);
        committer.thread.start();
        return committer;
    }

    /**
     * Writes a change; returns when it is durable. Interrupting the caller does not end the wait.
     *
     * @throws StoreException when the store cannot write; nothing of the change was written
     */
    public <T> T write(Lane lane, Change<T> change) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("who is woken after a commit must not write on the committer's thread");
        }
        var pending = new Pending<>(change);
        if (!lanes.add(lane, pending)) {
            throw StoreException.closed(null);
        }
        return pending.await();
    }

    /** Why the last group could not be written, for people; null when it could. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Calls {@code wake} on the committer's thread after every commit that has events, until the returned closer is run. */
    public Runnable listen(Runnable wake) {
        // Twice the same runnable are two listeners.
        Runnable listener = () -> wake.run();
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void work() {
        for (var group = lanes.take(); !group.isEmpty(); group = lanes.take()) {
            try {
                commit(group);
            } catch (RuntimeException | Error e) { // this thread ends when it is closed, and for no other reason
                survive(group, e);
            }
        }
        closeWriter();
    }

    private void commit(List<Pending<?>> group) {
        var hasEvents = false;
        isDurable = false;
        try {
            var transaction = write(group);
            makeDurable(transaction);
            isDurable = true;
            hasEvents = transaction.hasEvents();
        } catch (SQLException e) {
            closeWriter();
            failed(group, database.failedToWrite(e));
            return;
        } catch (StoreException e) {
            closeWriter();
            failed(group, e);
            return;
        } catch (RuntimeException | Error e) {
            closeWriter();
            LOG.error("The store failed to write a group of {}. It goes on with the next.", group.size(), e);
            failed(group, new StoreException("The store failed to write: " + e, e));
            return;
        }
        if (trouble != null) {
            trouble = null;
            LOG.info("The store writes again.");
        }
        group.forEach(Pending::answer);
        LOG.trace("Committed {} units together.", group.size());
        if (hasEvents) {
            listeners.forEach(GroupCommitter::wake);
        }
    }

    /** The callers are told what is true: that the group is durable, or that nothing of it was written. */
    @SuppressWarnings("EmptyCatch") // where not even that can be told (no memory is left), going on is all that helps
    private void survive(List<Pending<?>> group, Throwable failure) {
        try {
            if (isDurable) {
                group.forEach(Pending::answer);
            } else {
                group.forEach(pending -> pending.fail("The store failed to write: " + failure, failure));
            }
            LOG.error("The store's committer failed with an internal error. It goes on with the next group.", failure);
        } catch (RuntimeException | Error e) {
        }
    }

    /** Hardly ever is a change refused: then the group is written again, each change in a savepoint of its own. */
    private Transaction write(List<Pending<?>> group) throws SQLException {
        var together = begin();
        for (var pending : group) {
            if (!pending.attempt(together::apply, database)) {
                together.rollback();
                return writeOneByOne(group);
            }
        }
        return together;
    }

    private Transaction writeOneByOne(List<Pending<?>> group) throws SQLException {
        var transaction = begin();
        for (var pending : group) {
            pending.attempt(transaction::applyAlone, database);
        }
        return transaction;
    }

    private Transaction begin() throws SQLException {
        if (isCut()) {
            throw new SQLException("the store was cut");
        }
        if (writer == null) {
            database.requireFiles();
            writer = database.writer();
        }
        return new Transaction(writer);
    }

    private void makeDurable(Transaction transaction) throws SQLException {
        commit.lock();
        try {
            if (cut) {
                throw new SQLException("the store was cut");
            }
            database.requireFiles();
            transaction.commit();
            database.requireFiles(); // they may have gone meanwhile: then nothing of it is acknowledged
        } finally {
            commit.unlock();
        }
    }

    private void failed(List<Pending<?>> group, StoreException problem) {
        if (trouble == null && !isCut()) {
            LOG.error("{} Until it can, everything that asks to be stored is refused.", problem.getMessage());
        }
        trouble = problem.getMessage();
        group.forEach(pending -> pending.fail(String.valueOf(problem.getMessage()), problem.getCause()));
    }

    private boolean isCut() {
        commit.lock();
        try {
            return cut;
        } finally {
            commit.unlock();
        }
    }

    private static void wake(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException
                | Error e) { // the committer outlives its listeners, whose bundles may be updated under it
            LOG.warn("A listener for events failed to wake up. The others were woken.", e);
        }
    }

    private void closeWriter() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException e) {
            LOG.debug("A connection that had failed could not be closed.", e);
        } finally {
            writer = null;
        }
    }

    /** Writes what is waiting, then ends. Twice is harmless. */
    @Override
    public void close() {
        lanes.close();
        joinThread();
    }

    /**
     * Ends as if the process had died: what is not durable now never will be, and its callers get {@link StoreException}. May be called
     * on any thread, also by a listener.
     */
    public void cut() {
        commit.lock();
        try {
            cut = true;
        } finally {
            commit.unlock();
        }
        close();
    }

    private void joinThread() {
        if (Thread.currentThread() == thread) {
            closeWriter();
            return;
        }
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
