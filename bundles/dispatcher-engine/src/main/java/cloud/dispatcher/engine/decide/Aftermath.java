package cloud.dispatcher.engine.decide;

import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.state.EventDraft;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from looking at things of which no operation is under way. */
public final class Aftermath {
    private Aftermath() {}

    /** What of the sightings is the line's and lives. */
    public static List<Sighting> of(LedgerRow row, List<Sighting> shown) {
        return Rows.of(row, shown);
    }

    /** The cloud shows the server so; nothing is done to it, so its state is what is shown. */
    public static Unit shown(Server server, List<Sighting> seen, Instant now) {
        var next = new ServerDraft(server);
        seen.stream()
                .findFirst()
                .ifPresentOrElse(
                        sighting -> next.seen(sighting, now).setState(sighting.state()),
                        () -> next.setState(ServerState.MISSING));
        var events = new ArrayList<EventDraft>();
        Story.server(now, server, next.server(), null).ifPresent(events::add);
        return new Unit(List.of(new Write.PutServer(next.server()), new Write.DropLook(server.id())), events, null);
    }

    /** The watch looks at it again then, or no more. */
    public static Unit watched(LedgerRow row, @Nullable Instant lookAt) {
        return unit(Rows.watched(row, lookAt), List.of(), List.of());
    }

    /** It is gone, and that is no news. */
    public static Unit gone(LedgerRow row, Server server, Instant now) {
        return unit(Rows.gone(row), ended(row, server, now), List.of());
    }

    /** It is gone, because the watch removed it. */
    public static Unit removed(LedgerRow row, Server server, Instant now) {
        return unit(Rows.gone(row), ended(row, server, now), List.of(Story.removed(now, row)));
    }

    /** More than one thing answers to the line. */
    public static Unit doubled(
            Work work, Server server, List<LedgerRow> ledger, LedgerRow row, List<Sighting> seen, Instant now) {
        var decision = new Decision(work, server, ledger, now);
        decision.evidence(seen, row.stray());
        return decision.unit();
    }

    /** A server whose terminate had to leave it to the watch ends with it. */
    private static List<Write> ended(LedgerRow row, Server server, Instant now) {
        return row.kind() == ResourceKind.SERVER && server.state() == ServerState.TERMINATING
                ? List.of(new Write.PutServer(new ServerDraft(server).ended(now).server()))
                : List.of();
    }

    private static Unit unit(LedgerRow row, List<Write> more, List<EventDraft> events) {
        var writes = new ArrayList<Write>();
        writes.add(new Write.PutLedger(Rows.written(row)));
        writes.addAll(more);
        return new Unit(writes, events, null);
    }
}
