package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Outcome.Done;
import java.util.List;

/** Removes one thing: what is gone already is done. */
final class Removing {
    private final Host host;
    private final Settings settings;
    private final Order order;
    private final LedgerLine thing;

    Removing(Host host, Settings settings, Order order, LedgerLine thing) {
        this.host = host;
        this.settings = settings;
        this.order = order;
        this.thing = thing;
    }

    Outcome step() throws CloudException {
        try {
            return thing.kind() == ResourceKind.VOLUME ? disk() : server();
        } catch (CloudException e) {
            if (e.failed().fault() == Fault.NOT_FOUND) {
                return Steps.next(order, "looks again: it went away by itself", List.of());
            }
            throw e;
        }
    }

    private Outcome server() throws CloudException {
        var machine = host.machines().find(Lines.uuid(thing));
        if (machine.isEmpty()) {
            return new Done(List.of());
        }
        if (machine.get().state() == ServerState.STOPPED) {
            host.machines().undefine(machine.get().uuid());
            return Steps.next(order, "has removed the server", List.of());
        }
        host.machines().powerOff(machine.get().uuid());
        return Steps.next(order, "has switched the server off", List.of());
    }

    private Outcome disk() throws CloudException {
        if (host.volumes().find(settings.pool(), thing.name()).isEmpty()) {
            return new Done(List.of());
        }
        // libvirt itself would pull it from under a guest that still writes to it.
        var machine = host.machines().find(Names.domain(thing.operation()));
        if (machine.isPresent()) {
            throw Faults.refused(
                    Fault.CONFLICT,
                    "the disk " + thing.name() + " belongs to the domain "
                            + machine.get().name() + ", which is still there");
        }
        host.volumes().delete(settings.pool(), thing.name());
        return Steps.next(order, "has removed the disk", List.of());
    }
}
