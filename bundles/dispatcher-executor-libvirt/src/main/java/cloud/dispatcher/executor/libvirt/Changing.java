package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Outcome.Done;
import cloud.dispatcher.spi.Task.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Brings a server that is there to another state. */
final class Changing {
    private static final Duration LOOK = Duration.ofSeconds(1);
    // A press during the boot is lost, so it is repeated; a guest that is stopping already takes no harm.
    private static final Duration PRESS_EVERY = Duration.ofSeconds(5);
    private static final String HALF_WAY = "stopped";

    private final Host host;
    private final Settings settings;
    private final Order order;
    private final Change change;
    private final UUID uuid;

    Changing(Host host, Settings settings, Order order, Change change) {
        this.host = host;
        this.settings = settings;
        this.order = order;
        this.change = change;
        uuid = Lines.uuid(change.server());
    }

    Outcome step() throws CloudException {
        var found = host.machines().find(uuid);
        if (found.isEmpty()) {
            throw Faults.refused(Fault.NOT_FOUND, "libvirt has no domain " + uuid);
        }
        var machine = found.get();
        return switch (change.kind()) {
            case START -> start(machine);
            case STOP -> machine.state() == ServerState.STOPPED ? done() : stop(machine);
            case REBOOT -> change.force() == Force.HARD ? reset(machine) : reboot(machine);
            case PAUSE -> pause(machine);
            case RESUME -> resume(machine);
            case LAUNCH, TERMINATE -> throw new IllegalArgumentException(change.kind() + " is no change");
        };
    }

    private Outcome start(Machine machine) throws CloudException {
        if (machine.state() == ServerState.PAUSED) {
            throw conflict(machine, "resume it");
        }
        if (machine.state() == ServerState.STOPPED || machine.state() == ServerState.ERROR) {
            host.machines().start(uuid);
            return Steps.awaitBoot(order, "has started the server", List.of());
        }
        // The lease of its last life may still stand: only what it sends tells that it has booted.
        var up = machine.heard() && !machine.addresses().isEmpty();
        if (!up && Steps.waited(order).compareTo(settings.addressWait()) < 0) {
            return Steps.awaitBoot(order, "waits for the server to boot", List.of());
        }
        return done();
    }

    /** Asks, and after the grace makes it. */
    private Outcome stop(Machine machine) throws CloudException {
        var waited = Steps.waited(order);
        if (change.force() == Force.HARD || waited.compareTo(settings.shutdownGrace()) >= 0) {
            host.machines().powerOff(machine.uuid());
            return Steps.next(order, "has switched the server off", List.of());
        }
        if (waited.toSeconds() % PRESS_EVERY.toSeconds() == 0) {
            host.machines().pressPowerButton(uuid);
        }
        return Steps.await(order, LOOK, "waits for the server to shut down", List.of());
    }

    /**
     * Stops and starts it. libvirt's own reboot tells nobody whether the guest did it, and never forces one that does not; this way
     * each half can be seen. On a server that is off, only a repetition can mean that the first half is done.
     */
    private Outcome reboot(Machine machine) throws CloudException {
        if (order.memory().containsKey(HALF_WAY)) {
            return start(machine);
        }
        if (machine.state() != ServerState.STOPPED) {
            return stop(machine);
        }
        if (order.before() == Before.NOTHING && Steps.waited(order).isZero()) {
            throw conflict(machine, "start it");
        }
        return new Outcome.Again(
                Duration.ZERO, Map.of(HALF_WAY, "true"), Progress.of("starts the server again"), List.of(), List.of());
    }

    private Outcome reset(Machine machine) throws CloudException {
        if (machine.state() == ServerState.STOPPED) {
            throw conflict(machine, "start it");
        }
        host.machines().reset(uuid);
        return done();
    }

    private Outcome pause(Machine machine) throws CloudException {
        if (machine.state() == ServerState.STOPPED) {
            throw conflict(machine, "only a running server can be paused");
        }
        if (machine.state() != ServerState.PAUSED) {
            host.machines().pause(uuid);
        }
        return done();
    }

    private Outcome resume(Machine machine) throws CloudException {
        if (machine.state() == ServerState.STOPPED) {
            throw conflict(machine, "start it");
        }
        if (machine.state() == ServerState.PAUSED) {
            host.machines().resume(uuid);
        }
        return done();
    }

    private static CloudException conflict(Machine machine, String remedy) {
        return Faults.refused(
                Fault.CONFLICT, "the domain " + machine.name() + " is " + machine.state() + ": " + remedy);
    }

    private Outcome done() throws CloudException {
        return new Done(Lines.look(host, settings, change.server()));
    }
}
