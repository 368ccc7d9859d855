package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Sighting;
import java.util.List;
import java.util.Map;

/** Tells what libvirt shows in the words of the SPI. */
final class Sightings {
    private static final Probe NO_ADDRESS = Probe.none("libvirt has no DHCP lease of it");
    private static final Probe TEST = Probe.none("libvirt's test driver has no machines to answer");
    private static final Probe DISK = Probe.none("a disk does not answer");

    private Sightings() {}

    static Sighting server(Machine machine, OperationId operation, Probe probe) {
        return new Sighting(
                ResourceKind.SERVER,
                operation.value(),
                machine.uuid().toString(),
                operation,
                machine.state(),
                machine.addresses(),
                probe(machine, probe),
                Map.of(
                        "domain", machine.name(),
                        "domainType", machine.type(),
                        "cpus", Integer.toString(machine.cpus()),
                        "memoryMiB", Long.toString(machine.memory())));
    }

    /** A server that a launch has not finished with: whatever its domain does, it is pending. */
    static Sighting pending(Machine machine, OperationId operation, Probe probe) {
        var seen = server(machine, operation, probe);
        return new Sighting(
                seen.kind(),
                seen.name(),
                seen.cloudId(),
                operation,
                ServerState.PENDING,
                seen.addresses(),
                seen.probe(),
                seen.facts());
    }

    static Sighting disk(Disk disk, OperationId operation) {
        return new Sighting(
                ResourceKind.VOLUME,
                disk.name(),
                disk.key(),
                operation,
                ServerState.RUNNING,
                List.of(),
                DISK,
                Map.of("path", disk.path()));
    }

    private static Probe probe(Machine machine, Probe probe) {
        if (machine.type().equals("test")) {
            return TEST;
        }
        return machine.state() == ServerState.RUNNING && machine.addresses().isEmpty() ? NO_ADDRESS : probe;
    }
}
