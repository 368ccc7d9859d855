package cloud.dispatcher.store;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import cloud.dispatcher.store.database.Database;
import cloud.dispatcher.store.database.GroupCommitter;
import cloud.dispatcher.store.database.Transaction;
import cloud.dispatcher.store.database.Vault;
import cloud.dispatcher.store.rows.AccountRows;
import cloud.dispatcher.store.rows.EventRows;
import cloud.dispatcher.store.rows.KeyRows;
import cloud.dispatcher.store.rows.LedgerRows;
import cloud.dispatcher.store.rows.LookRows;
import cloud.dispatcher.store.rows.ServerRows;
import cloud.dispatcher.store.rows.WorkRows;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commits units: their key, their rows in order, then their events, and last what the rows themselves have to tell. */
final class UnitCommitter implements Committer {
    private final Database database;
    private final GroupCommitter committer;
    private final Vault vault;
    private final Clock clock;

    UnitCommitter(Database database, GroupCommitter committer, Vault vault, Clock clock) {
        this.database = database;
        this.committer = committer;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public List<Event> commit(Unit unit, Lane lane) {
        return committer.write(lane, transaction -> write(unit, transaction));
    }

    @Override
    public @Nullable String trouble() {
        var writing = committer.trouble();
        return writing == null ? database.trouble() : writing;
    }

    private List<Event> write(Unit unit, Transaction transaction) throws SQLException {
        var key = unit.key();
        if (key != null) {
            KeyRows.requireFree(transaction.session(), key);
        }
        var drafts = new ArrayList<>(unit.events());
        for (var write : unit.writes()) {
            drafts.addAll(step(write).in(transaction));
        }
        if (key != null) {
            KeyRows.put(transaction.session(), key, operations(unit), clock.instant());
        }
        var events = new ArrayList<Event>();
        for (var draft : drafts) {
            events.add(EventRows.append(transaction, draft));
        }
        return events;
    }

    private static Set<OperationId> operations(Unit unit) {
        var operations = new LinkedHashSet<OperationId>();
        for (var write : unit.writes()) {
            if (write instanceof Write.PutWork put) {
                operations.add(put.work().operation().id());
            }
        }
        return operations;
    }

    /** One write; returns what it has to tell beside the unit's own events. */
    private interface Step {
        List<EventDraft> in(Transaction transaction) throws SQLException;
    }

    /** A write that tells nothing. */
    private interface Quiet {
        void in(Transaction transaction) throws SQLException;
    }

    private static Step quietly(Quiet write) {
        return transaction -> {
            write.in(transaction);
            return List.of();
        };
    }

    private Step step(Write write) {
        return write.match(new Write.Cases<>() {
            @Override
            public Step putWork(Write.PutWork put) {
                return quietly(transaction -> WorkRows.put(transaction, vault, put.work(), clock.instant()));
            }

            @Override
            public Step eraseUserData(Write.EraseUserData erase) {
                return quietly(transaction -> WorkRows.eraseUserData(transaction.session(), erase.operation()));
            }

            @Override
            public Step putServer(Write.PutServer put) {
                return transaction -> ServerRows.put(transaction.session(), put.server(), clock.instant());
            }

            @Override
            public Step putLedger(Write.PutLedger put) {
                return quietly(transaction -> LedgerRows.put(transaction.session(), put.row()));
            }

            @Override
            public Step putAccount(Write.PutAccount put) {
                return quietly(transaction ->
                        AccountRows.put(transaction.session(), vault, put.account(), put.credentials(), put.guard()));
            }

            @Override
            public Step dropAccount(Write.DropAccount drop) {
                return quietly(transaction -> AccountRows.drop(transaction.session(), drop.account(), drop.version()));
            }

            @Override
            public Step putLook(Write.PutLook put) {
                return quietly(transaction -> LookRows.put(transaction.session(), put.server(), put.due()));
            }

            @Override
            public Step dropLook(Write.DropLook drop) {
                return quietly(transaction -> LookRows.drop(transaction.session(), drop.server()));
            }

            @Override
            public Step putCursor(Write.PutCursor put) {
                return quietly(
                        transaction -> EventRows.move(transaction.session(), put.reader(), put.from(), put.to()));
            }
        });
    }
}
