package cloud.dispatcher.store;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.GroupCommitter;
import cloud.dispatcher.store.rows.EventRows;
import java.util.List;

/** The events, and who wants to know of new ones. */
final class StoredJournal implements Journal {
    private final Database database;
    private final GroupCommitter committer;

    StoredJournal(Database database, GroupCommitter committer) {
        this.database = database;
        this.committer = committer;
    }

    @Override
    public List<Event> after(long number, EventQuery query, int limit) {
        return database.read(session -> EventRows.after(session, number, query, limit));
    }

    @Override
    public long newest() {
        return database.read(EventRows::newest);
    }

    @Override
    public long oldest() {
        return database.read(EventRows::oldest);
    }

    @Override
    public Subscription subscribe(Runnable wake) {
        return committer.listen(wake)::run;
    }
}
