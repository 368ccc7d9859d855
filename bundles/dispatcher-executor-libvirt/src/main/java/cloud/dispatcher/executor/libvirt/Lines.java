package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Sighting;
import java.util.List;
import java.util.UUID;

/** Finds what a ledger line means. Both kinds are found by a name that libvirt lets exist only once, so it is one or none. */
final class Lines {
    private Lines() {}

    static UUID uuid(LedgerLine line) {
        var id = line.cloudId();
        return id == null ? Names.domain(line.operation()) : UUID.fromString(id);
    }

    static List<Sighting> look(Host host, Settings settings, LedgerLine line) throws CloudException {
        return line.kind() == ResourceKind.VOLUME
                ? host.volumes().find(settings.pool(), line.name()).stream()
                        .map(disk -> Sightings.disk(disk, line.operation()))
                        .toList()
                : host.machines().find(uuid(line)).stream()
                        .map(machine -> Sightings.server(machine, line.operation(), settings.probe()))
                        .toList();
    }
}
