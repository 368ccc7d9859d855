package cloud.dispatcher.store;

import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.Database.After;
import cloud.dispatcher.store.database.Directory;
import cloud.dispatcher.store.database.DirectoryInUseException;
import cloud.dispatcher.store.database.GroupCommitter;
import cloud.dispatcher.store.database.Vault;
import java.nio.file.Path;
import java.time.Clock;

/** The store, open on one directory. Its parts may be used from many threads; after the end all of them throw {@link StoreException}. */
public final class Store implements AutoCloseable {
    private final Directory directory;
    private final Database database;
    private final GroupCommitter writer;
    private final Committer committer;
    private final Records records;
    private final Journal journal;
    private final StoredHeartbeats heartbeats;
    private final Retention retention;

    private Store(Directory directory, Database database, Vault vault, Clock clock) {
        this.directory = directory;
        this.database = database;
        writer = GroupCommitter.start(database);
        committer = new UnitCommitter(database, writer, vault, clock);
        records = new StoredRecords(database, vault);
        journal = new StoredJournal(database, writer);
        heartbeats = new StoredHeartbeats(database, writer);
        retention = new Retention(database, writer, clock);
    }

    /**
     * Opens what is in the directory, or makes it.
     *
     * @throws DirectoryInUseException while another process, or another store of this one, has it open
     * @throws StoreException when it cannot be used, with the reason for people
     */
    public static Store open(Path directory, Clock clock) {
        var taken = Directory.take(directory);
        Store opened = null;
        try {
            var vault = Vault.of(taken.path());
            var end = taken.wasAbandoned() ? After.ABANDONED : After.GOOD_END;
            opened = new Store(taken, Database.open(taken.path(), vault, end), vault, clock);
            return opened;
        } finally {
            if (opened == null) {
                taken.close();
            }
        }
    }

    public Committer committer() {
        return committer;
    }

    public Records records() {
        return records;
    }

    public Journal journal() {
        return journal;
    }

    public Targets targets() {
        return heartbeats;
    }

    public Heartbeats heartbeats() {
        return heartbeats;
    }

    Retention retention() {
        return retention;
    }

    /** Commits what is waiting, leaves everything in one file, then ends. Twice is harmless. */
    @Override
    public void close() {
        writer.close();
        if (database.closeWhole()) {
            directory.leave();
        } else {
            directory.close();
        }
    }

    /**
     * Ends as if the process had died: what is not durable now never will be. The directory may then be opened again. May be called on
     * any thread, also by who is woken after a commit.
     */
    public void cut() {
        writer.cut();
        database.close();
        directory.close();
    }
}
