package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.KeyRecord;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One decision about one operation while it is being made; becomes one unit with the events that tell of it. */
public final class Decision {
    final Instant now;
    final Draft op;
    final ServerDraft server;
    private final Work work;
    private final Server serverBefore;
    private final List<LedgerRow> ledgerBefore;
    private final List<LedgerRow> ledger;
    private final List<Write> more = new ArrayList<>();
    private final List<EventDraft> told = new ArrayList<>();

    Decision(Work work, Server server, List<LedgerRow> ledger, Instant now) {
        this.work = work;
        this.serverBefore = server;
        this.ledgerBefore = List.copyOf(ledger);
        this.ledger = new ArrayList<>(ledger);
        this.now = now;
        this.op = new Draft(work);
        this.server = new ServerDraft(server);
    }

    static Decision of(Situation situation) {
        return new Decision(situation.work(), situation.server(), situation.ledger(), situation.now());
    }

    Operation operation() {
        return work.operation();
    }

    /** The operation as it is decided so far. */
    public Operation next() {
        return op.work().operation();
    }

    /** The ledger as it is decided so far. */
    List<LedgerRow> ledger() {
        return List.copyOf(ledger);
    }

    /** Adds a line, or puts it in the place of the one before. */
    void put(LedgerRow next) {
        for (var i = 0; i < ledger.size(); i++) {
            var row = ledger.get(i);
            if (row.operation().equals(next.operation()) && Rows.is(row, next.kind(), next.name())) {
                ledger.set(i, next);
                return;
            }
        }
        ledger.add(next);
    }

    void putAll(Predicate<LedgerRow> which, UnaryOperator<LedgerRow> next) {
        ledger().stream().filter(which).map(next).forEach(this::put);
    }

    /** Asks for a refresh of the server: its state is not what anybody knows. */
    void lookAt(Instant due) {
        more.add(new Write.PutLook(serverBefore.id(), due));
    }

    /**
     * Puts what was seen on the ledger, whatever it means for the operation.
     *
     * @return lines that more than one thing answers to
     */
    List<LedgerRow> evidence(List<Sighting> seen, Effect stray) {
        var doubled = new ArrayList<LedgerRow>();
        for (var row : ledger()) {
            var mine = Rows.of(row, seen);
            var ids = Stream.concat(
                            Stream.ofNullable(row.cloudId()), mine.stream().map(Sighting::cloudId))
                    .distinct()
                    .count();
            if (!mine.isEmpty() && ids > 1) {
                doubled.add(twins(row, mine));
            } else if (!mine.isEmpty() && row.standing() == Standing.INTENDED) {
                put(Rows.present(row, mine.get(0).cloudId(), stray, null));
            } else if (!mine.isEmpty() && row.standing() == Standing.GONE) {
                put(Rows.unwanted(row, Effect.POSSIBLE, now));
            }
        }
        return doubled;
    }

    private LedgerRow twins(LedgerRow row, List<Sighting> seen) {
        var next = Rows.doubled(row, seen);
        put(next);
        op.leftovers = Stream.concat(op.leftovers.stream(), Rows.leftovers(next).stream())
                .distinct()
                .toList();
        told.add(Story.doubled(now, serverBefore, next));
        return next;
    }

    /** What the cloud shows of the server becomes its facts. */
    void sees(List<Sighting> seen) {
        seen.stream()
                .filter(sighting -> sighting.kind() == ResourceKind.SERVER)
                .findFirst()
                .ifPresent(sighting -> server.seen(sighting, now));
    }

    /** Still under way. */
    void continueLater(Outcome.Again again) {
        op.faults = 0;
        op.memory = again.memory();
        op.progress = again.progress();
        op.waits(Waiting.Cause.CLOUD, now, now.plus(again.delay()));
    }

    /** The situation as it is once the unit is committed. */
    Situation committed(Situation before) {
        return new Situation(
                op.work(),
                server.isChanged() ? server.server() : serverBefore,
                ledger.stream()
                        .map(row -> ledgerBefore.contains(row) ? row : Rows.written(row))
                        .toList(),
                now,
                before.idempotency(),
                before.settled());
    }

    /** The unit, with whatever else belongs into it. */
    public Unit unit() {
        return unit(List.of(), null);
    }

    public Unit unit(List<Unit> others, @Nullable KeyRecord key) {
        var next = op.work();
        var writes = new ArrayList<Write>();
        var events = new ArrayList<EventDraft>();
        writes.add(new Write.PutWork(next));
        Story.operation(now, serverBefore, work.operation(), next.operation()).ifPresent(events::add);
        if (server.isChanged()) {
            writes.add(new Write.PutServer(server.server()));
            Story.server(now, serverBefore, server.server(), next.operation().id())
                    .ifPresent(events::add);
        }
        ledger.stream()
                .filter(row -> !ledgerBefore.contains(row))
                .map(row -> new Write.PutLedger(Rows.written(row)))
                .forEach(writes::add);
        writes.addAll(more);
        events.addAll(told);
        for (var other : others) {
            writes.addAll(other.writes());
            events.addAll(other.events());
        }
        return new Unit(writes, events, key);
    }

    /** The operation ends as cancelled or failed in the middle of a change: the server's state is unknown until it is looked at. */
    void leaveUnknown() {
        if (op.attempts > 0) {
            server.setState(ServerState.UNKNOWN);
            lookAt(now);
        }
    }

    void ends(OperationState end, String step) {
        op.ends(end, now, step);
    }
}
