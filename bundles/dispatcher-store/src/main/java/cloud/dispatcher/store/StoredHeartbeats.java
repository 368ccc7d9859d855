package cloud.dispatcher.store;

import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.GroupCommitter;
import cloud.dispatcher.store.database.Transaction;
import cloud.dispatcher.store.rows.HeartbeatRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the pinger reads and writes. */
final class StoredHeartbeats implements Targets, Heartbeats {
    private final Database database;
    private final GroupCommitter committer;

    StoredHeartbeats(Database database, GroupCommitter committer) {
        this.database = database;
        this.committer = committer;
    }

    @Override
    public List<Target> all() {
        return database.read(HeartbeatRows::targets);
    }

    @Override
    public List<Judgement> record(List<Judgement> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        return committer.write(Lane.HEARTBEAT, transaction -> {
            var recorded = new ArrayList<Judgement>();
            for (var judgement : batch) {
                record(transaction, judgement).ifPresent(recorded::add);
            }
            return recorded;
        });
    }

    /** A server whose row cannot be read was set aside; its neighbours are recorded. */
    private static Optional<Judgement> record(Transaction transaction, Judgement judgement) throws SQLException {
        try {
            return HeartbeatRows.record(transaction, judgement);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
