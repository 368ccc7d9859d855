package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Idempotency;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one account holds in truth: things and the file that tells of them. A change is in the file before it is answered. Safe for any
 * number of threads, which take turns.
 */
final class Region {
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
    Region(Path file, Addresses addresses, Network network) {
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
    synchronized void settle(Instant now) {
        agenda.runDue(now);
    }

    /** Enters something that happens later; it dies with the process. */
    synchronized void later(Instant due, Runnable effect) {
        agenda.enter(due, effect);
    }

    /** Makes a thing, or does with a token or name that was used what the account's class of idempotency says. */
    synchronized Thing create(Creation order, Profile profile, Instant now) {
        truth.append(Scribe.creationRequested(now, order));
        checkCatalog(order, profile);
        if (profile.idempotency().kind() == Idempotency.Kind.TOKEN) {
            var first = stock.madeBy(order.kind(), order.unique(), now);
            if (first != null) {
                return same(order, first);
            }
        }
        if (profile.idempotency().kind() == Idempotency.Kind.UNIQUE_NAME
                && !stock.byUnique(order.kind(), order.unique()).isEmpty()) {
            throw refused(Code.NAME_TAKEN, "The name '" + order.unique() + "' is already in use");
        }
        if (order.kind() == ResourceKind.SERVER) {
            checkRoom(profile);
        }
        return make(order, profile, now);
    }

    private static void checkCatalog(Creation order, Profile profile) {
        if (order.kind() != ResourceKind.SERVER) {
            return;
        }
        if (order.image() == null || !profile.images().contains(order.image())) {
            throw refused(Code.UNKNOWN_IMAGE, "The image id '[" + order.image() + "]' does not exist");
        }
        if (order.size() == null || !profile.sizes().contains(order.size())) {
            throw refused(Code.UNKNOWN_SIZE, "Invalid value '" + order.size() + "' for InstanceType.");
        }
    }

    private static Thing same(Creation order, Thing first) {
        if (!order.equals(first.order())) {
            throw refused(
                    Code.OTHER_REQUEST,
                    "The client token '" + order.unique() + "' was used before, for a request with other parameters");
        }
        return first;
    }

    private void checkRoom(Profile profile) {
        if (stock.servers() >= profile.quota()) {
            throw refused(
                    Code.QUOTA,
                    "You have requested more instances (" + (stock.servers() + 1)
                            + ") than your current instance limit of " + profile.quota() + " allows");
        }
        if (stock.servers() >= profile.capacity()) {
            throw refused(
                    Code.CAPACITY, "We currently do not have sufficient capacity for the instance type you requested");
        }
    }

    private Thing make(Creation order, Profile profile, Instant now) {
        var isServer = order.kind() == ResourceKind.SERVER;
        var watched = isServer && stock.listening() < profile.listeners();
        var thing = new Thing(
                Ids.of(order.kind(), stock.made() + 1),
                order,
                isServer ? addresses.take() : null,
                watched ? profile.port() : 0,
                now,
                now.plus(profile.lateListing()),
                isServer ? ServerState.PENDING : ServerState.RUNNING,
                now,
                isServer ? now.plus(profile.bootTime()) : null,
                null);
        truth.append(Scribe.created(thing));
        stock.put(thing);
        await(thing);
        settle(now);
        return current(thing);
    }

    /** Makes another thing with the tags of the first, as a person can who clones it. */
    synchronized Thing makeDouble(String id, Instant now) {
        var first = get(id);
        var copy = new Thing(
                Ids.of(first.kind(), stock.made() + 1),
                first.order(),
                first.address() == null ? null : addresses.take(),
                first.port(),
                now,
                now,
                first.kind() == ResourceKind.SERVER ? ServerState.PENDING : ServerState.RUNNING,
                now,
                first.kind() == ResourceKind.SERVER ? now : null,
                null);
        truth.append(Scribe.created(copy));
        stock.put(copy);
        await(copy);
        settle(now);
        return current(copy);
    }

    /** The thing breaks: it stays there, and does nothing any more. */
    synchronized Thing fail(String id, @Nullable String by, Instant now) {
        return move(get(id), ServerState.ERROR, TruthLine.FAILED, by, now, null);
    }

    synchronized Thing start(String id, @Nullable String by, Profile profile, Instant now) {
        var thing = requested(id, "start", by, now);
        return switch (thing.state()) {
            case STOPPED -> move(thing, ServerState.PENDING, TruthLine.STARTING, by, now, profile.bootTime());
            case RUNNING, PENDING, REBOOTING -> thing;
            default -> throw wrongState(thing, "started");
        };
    }

    synchronized Thing stop(String id, @Nullable String by, Force force, Profile profile, Instant now) {
        var thing = requested(id, "stop", by, now);
        var time = force == Force.HARD ? Duration.ZERO : profile.stopTime();
        return switch (thing.state()) {
            case RUNNING, PENDING, REBOOTING, PAUSED ->
                move(thing, ServerState.STOPPING, TruthLine.STOPPING, by, now, time);
            case STOPPING ->
                force == Force.HARD ? move(thing, ServerState.STOPPED, TruthLine.STOPPED, by, now, null) : thing;
            case STOPPED -> thing;
            default -> throw wrongState(thing, "stopped");
        };
    }

    /** Reboots it, once for each operation. */
    synchronized Thing reboot(String id, String by, Profile profile, Instant now) {
        var thing = requested(id, "reboot", by, now);
        var isSame = by.equals(thing.rebootedFor());
        if (isSame && (thing.state() == ServerState.RUNNING || thing.state() == ServerState.REBOOTING)) {
            return thing;
        }
        if (thing.state() != ServerState.RUNNING) {
            throw wrongState(thing, "rebooted");
        }
        return enter(thing.rebootingFor(by, now, now.plus(profile.bootTime())), TruthLine.REBOOTING, by);
    }

    synchronized Thing pause(String id, @Nullable String by, Instant now) {
        var thing = requested(id, "pause", by, now);
        return switch (thing.state()) {
            case RUNNING -> move(thing, ServerState.PAUSED, TruthLine.PAUSED, by, now, null);
            case PAUSED -> thing;
            default -> throw wrongState(thing, "paused");
        };
    }

    synchronized Thing resume(String id, @Nullable String by, Instant now) {
        var thing = requested(id, "resume", by, now);
        return switch (thing.state()) {
            case PAUSED -> move(thing, ServerState.RUNNING, TruthLine.RESUMED, by, now, null);
            case RUNNING -> thing;
            default -> throw wrongState(thing, "resumed");
        };
    }

    /**
     * Deletes it; a server goes down first, and is TERMINATING for that long. The answer for what is gone is TERMINATED. A volume is not
     * deleted while its server is there.
     */
    synchronized Thing delete(String id, @Nullable String by, Duration time, Instant now) {
        var thing = requested(id, "delete", by, now);
        if (thing.state() == ServerState.TERMINATING) {
            return thing;
        }
        var user = stock.userOf(id);
        if (user != null) {
            throw refused(Code.IN_USE, "Volume " + id + " is currently attached to " + user.id());
        }
        return thing.kind() == ResourceKind.SERVER
                ? move(thing, ServerState.TERMINATING, TruthLine.TERMINATING, by, now, time)
                : enter(thing.in(ServerState.TERMINATED, now, null), TruthLine.DELETED, by);
    }

    /** The thing of an id; refused when there is none. */
    synchronized Thing get(String id) {
        var thing = stock.byId(id);
        if (thing == null) {
            throw id.startsWith("vol-")
                    ? refused(Code.UNKNOWN_VOLUME, "The volume '" + id + "' does not exist.")
                    : refused(Code.UNKNOWN_SERVER, "The instance ID '" + id + "' does not exist");
        }
        return thing;
    }

    synchronized boolean holds(String id) {
        return stock.byId(id) != null;
    }

    /** What carries a unique name and is visible by now. */
    synchronized List<Thing> find(ResourceKind kind, String unique, Instant now) {
        return stock.byUnique(kind, unique).stream()
                .filter(thing -> !thing.visibleAt().isAfter(now))
                .toList();
    }

    /** Everything of an installation after an id that is visible by now, {@code limit} at most. */
    synchronized List<Thing> list(String installation, @Nullable String after, int limit, Instant now) {
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

    private Thing requested(String id, String call, @Nullable String by, Instant now) {
        var thing = get(id);
        truth.append(Scribe.changeRequested(now, thing, call, by));
        return thing;
    }

    private Thing move(
            Thing thing,
            ServerState state,
            String event,
            @Nullable String by,
            Instant now,
            @Nullable Duration passesAfter) {
        return enter(thing.in(state, now, passesAfter == null ? null : now.plus(passesAfter)), event, by);
    }

    /** Writes the thing's new state down and lets happen what is due at once. */
    private Thing enter(Thing thing, String event, @Nullable String by) {
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

    private static RefusedException wrongState(Thing thing, String done) {
        return refused(
                Code.WRONG_STATE,
                "The instance '" + thing.id() + "' is not in a state from which it can be " + done + ": "
                        + thing.state().name().toLowerCase(Locale.ROOT));
    }

    private static RefusedException refused(Code code, String text) {
        return new RefusedException(code, text, UUID.randomUUID().toString());
    }

    synchronized void close() {
        stock.after(null).forEach(thing -> {
            if (thing.listens() && thing.address() != null) {
                network.close(thing.address(), thing.port());
            }
        });
        truth.close();
    }
}
