package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The things that one account holds, and the file that tells of them: a change is in the file before it is here. */
final class Holdings {
    private final TruthFile truth;
    private final Stock stock = new Stock();
    private final Agenda agenda = new Agenda();
    private final Addresses addresses;
    private final Network network;

    /**
     * Opens the account's truth and brings back what it tells of.
     *
     * @throws UnreadableTruthException where it does not tell
     */
    Holdings(Path file, Addresses addresses, Network network) {
        this.addresses = addresses;
        this.network = network;
        var number = 0;
        for (var line : TruthFile.read(file)) {
            number++;
            try {
                recall(line);
            } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
                throw new UnreadableTruthException(file + ", line " + number + " cannot be: " + e.getMessage(), e);
            }
        }
        this.truth = TruthFile.open(file);
        stock.after(null).forEach(this::resume);
    }

    private void recall(TruthLine line) {
        var id = line.id();
        if (line.event().equals(TruthLine.CREATED)) {
            stock.put(Scribe.creation(line));
        } else if (id != null) {
            var thing = stock.byId(id);
            if (thing != null) {
                stock.put(Scribe.after(thing, line));
            }
        }
    }

    private void resume(Thing thing) {
        if (thing.address() != null) {
            addresses.isTaken(thing.address());
        }
        await(thing);
        connect(thing);
    }

    /** Lets everything happen that is due by now. */
    void settle(Instant now) {
        agenda.runDue(now);
    }

    /** Enters something that happens later; it dies with the process. */
    void later(Instant due, Runnable effect) {
        agenda.enter(due, effect);
    }

    /** Writes down that somebody wants something new, whatever comes of it. */
    void wanted(Creation order, Instant now) {
        truth.append(Scribe.creationRequested(now, order));
    }

    /** Writes down that somebody wants a change of a thing, whatever comes of it. */
    Thing wanted(String id, String call, @Nullable String by, Instant now) {
        var thing = get(id);
        truth.append(Scribe.changeRequested(now, thing, call, by));
        return thing;
    }

    Stock stock() {
        return stock;
    }

    /** The thing of an id; refused when there is none. */
    Thing get(String id) {
        var thing = stock.byId(id);
        if (thing == null) {
            throw id.startsWith("vol-")
                    ? new RefusedException(Code.UNKNOWN_VOLUME, "The volume '" + id + "' does not exist.")
                    : new RefusedException(Code.UNKNOWN_SERVER, "The instance ID '" + id + "' does not exist");
        }
        return thing;
    }

    /** What carries a unique name and is visible by now. */
    List<Thing> find(ResourceKind kind, String unique, Instant now) {
        return stock.byUnique(kind, unique).stream()
                .filter(thing -> !thing.visibleAt().isAfter(now))
                .toList();
    }

    /** Everything of an installation after an id that is visible by now, {@code limit} at most. */
    List<Thing> list(String installation, @Nullable String after, int limit, Instant now) {
        var page = new ArrayList<Thing>();
        for (var thing : stock.after(after)) {
            if (page.size() == limit) {
                break;
            }
            if (thing.order().installation().equals(installation)
                    && !thing.visibleAt().isAfter(now)) {
                page.add(thing);
            }
        }
        return page;
    }

    /** A new thing; lets happen what is due at once. */
    Thing add(Thing thing, Instant now) {
        truth.append(Scribe.created(thing));
        stock.put(thing);
        await(thing);
        settle(now);
        return current(thing);
    }

    /** Writes the thing's new state down and lets happen what is due at once. */
    Thing enter(Thing thing, String event, @Nullable String by) {
        keep(thing, event, by);
        settle(thing.since());
        return current(thing);
    }

    private void keep(Thing thing, String event, @Nullable String by) {
        truth.append(Scribe.changed(thing, event, by));
        stock.put(thing);
        connect(thing);
        await(thing);
        if (thing.state() == ServerState.TERMINATED && thing.address() != null) {
            addresses.giveBack(thing.address());
        }
    }

    private Thing current(Thing thing) {
        var there = stock.byId(thing.id());
        return there == null ? thing.in(ServerState.TERMINATED, thing.since(), null) : there;
    }

    private void await(Thing thing) {
        var due = thing.due();
        if (due != null) {
            agenda.enter(due, () -> pass(thing.id(), due));
        }
    }

    /** The end of a state that passes by itself, unless something else came in between. */
    private void pass(String id, Instant due) {
        var thing = stock.byId(id);
        if (thing == null || !due.equals(thing.due())) {
            return;
        }
        switch (thing.state()) {
            case PENDING, REBOOTING -> keep(thing.in(ServerState.RUNNING, due, null), TruthLine.STARTED, null);
            case STOPPING -> keep(thing.in(ServerState.STOPPED, due, null), TruthLine.STOPPED, null);
            case TERMINATING -> keep(thing.in(ServerState.TERMINATED, due, null), TruthLine.DELETED, null);
            default -> throw new IllegalStateException(thing.state() + " does not pass by itself");
        }
    }

    private void connect(Thing thing) {
        if (thing.address() == null || thing.port() == 0) {
            return;
        }
        if (thing.listens()) {
            network.open(thing.address(), thing.port());
        } else {
            network.close(thing.address(), thing.port());
        }
    }

    void close() {
        stock.after(null).forEach(thing -> {
            if (thing.listens() && thing.address() != null) {
                network.close(thing.address(), thing.port());
            }
        });
        truth.close();
    }
}
