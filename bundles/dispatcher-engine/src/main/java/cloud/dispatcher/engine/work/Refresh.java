package cloud.dispatcher.engine.work;

import cloud.dispatcher.engine.decide.Aftermath;
import cloud.dispatcher.engine.decide.Situation;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the cloud how a server is: after an outage, and after an operation that left its state unknown. */
final class Refresh {
    private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);
    private static final String READER = "engine.outages";
    private static final int PAGE = 500;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);

    private final WorkerContext context;
    private final Journal journal;

    /** How far was read; what holds no outage is not worth a commit of its own. */
    private long position = -1;

    private long stored;

    Refresh(WorkerContext context, Journal journal) {
        this.context = context;
        this.journal = journal;
    }

    /** Reads on in the journal, and queues a look-up for each server that went down. */
    void readOutages() {
        if (position < 0) {
            stored = context.records.cursor(READER);
            position = stored;
        }
        var events = journal.after(Math.max(position, journal.oldest() - 1), EventQuery.all(), PAGE);
        if (events.isEmpty()) {
            return;
        }
        var to = events.get(events.size() - 1).number();
        var writes = new ArrayList<Write>();
        for (var event : events) {
            if (event.type().equals("outage.discovered") && event.server() != null) {
                writes.add(new Write.PutLook(event.server(), context.time.now()));
            }
        }
        if (!writes.isEmpty() || to - stored >= PAGE) {
            writes.add(new Write.PutCursor(READER, stored, to));
            if (!context.tryCommit(new Unit(writes, List.of(), null))) {
                position = -1; // another has moved the position: read it again
                return;
            }
            stored = to;
        }
        position = to;
    }

    /** Runs on a thread of the account. */
    void look(ServerId id) {
        var server = context.records.server(id).orElseThrow();
        var line = context.records.ledger(id).stream()
                .filter(row -> row.cloudId() != null && row.cloudId().equals(server.cloudId()))
                .findFirst();
        if (line.isEmpty()
                || server.state().isOver()
                || !context.records.open(id).isEmpty()) {
            drop(id);
            return;
        }
        var account = context.records.account(server.account()).orElseThrow();
        var executor = context.executor(account);
        try {
            if (executor.isEmpty()) {
                postpone(id);
                return;
            }
            var there = executor.get();
            var access = context.access(account, Map.of());
            var thing = Situation.line(line.get());
            var shown = there.look(access, thing);
            context.tryCommit(Aftermath.shown(server, Aftermath.of(line.get(), shown), context.time.now()));
        } catch (CloudException e) {
            LOG.warn(
                    "The cloud does not tell how server {} is: {}. Asking again in {}.",
                    server.name(),
                    e.getMessage(),
                    AFTER_A_FAULT);
            postpone(id);
        }
    }

    private void drop(ServerId id) {
        context.tryCommit(new Unit(List.of(new Write.DropLook(id)), List.of(), null));
    }

    private void postpone(ServerId id) {
        var later = context.time.now().plus(AFTER_A_FAULT);
        context.tryCommit(new Unit(List.of(new Write.DropLook(id), new Write.PutLook(id, later)), List.of(), null));
    }
}
