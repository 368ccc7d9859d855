package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Outcome.Done;
import cloud.dispatcher.spi.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a server: its disk where the image has one, its domain, its start, its address. Each step does the first that is missing. */
final class Launching {
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final Duration PROBING = Duration.ofSeconds(1);

    private final Host host;
    private final Settings settings;
    private final Order order;
    private final LaunchServer request;
    private final UUID uuid;

    Launching(Host host, Settings settings, Order order, LaunchServer request) {
        this.host = host;
        this.settings = settings;
        this.order = order;
        this.request = request;
        uuid = Names.domain(order.operation());
    }

    Outcome step() throws CloudException {
        refuseWhatIsNotOffered();
        var size = size();
        var image = image();
        var disk = image.base() == null ? null : Names.disk(order.access().installation(), order.operation());
        if (disk != null && !ledgerHolds(disk)) {
            if (order.before() == Before.UNSETTLED) {
                return settle(List.of());
            }
            return Steps.intend(order, "needs a disk", new Intent(ResourceKind.VOLUME, disk));
        }
        var machine = host.machines().find(uuid);
        if (machine.isPresent()) {
            return goOn(machine.get(), disk);
        }
        var found = disk == null ? Optional.<Disk>empty() : host.volumes().find(settings.pool(), disk);
        if (order.before() == Before.UNSETTLED) {
            return settle(seen(found));
        }
        if (disk != null && image.base() != null && found.isEmpty()) {
            host.volumes().create(settings.pool(), Documents.overlay(disk, image.base(), image.baseFormat(), size));
            return Steps.next(order, "has made the disk", seen(host.volumes().find(settings.pool(), disk)));
        }
        var type = type(image);
        if (type.isEmpty()) {
            return Steps.await(order, PROBING, "tries whether KVM works here", List.of());
        }
        host.machines()
                .define(Documents.server(
                        uuid, request.name(), type.get(), size, image, network(), settings.pool(), disk, tag()));
        var seen = new ArrayList<>(seen(found));
        host.machines().find(uuid).ifPresent(made -> seen.add(pending(made)));
        return Steps.next(order, "has defined the server", seen);
    }

    private Outcome settle(List<Sighting> seen) {
        return Steps.await(order, SETTLING, "looks for what an earlier attempt made", seen);
    }

    private Outcome goOn(Machine machine, @Nullable String disk) throws CloudException {
        return switch (machine.state()) {
            case STOPPED -> {
                host.machines().start(uuid);
                yield Steps.awaitBoot(order, "has started the server", List.of(pending(machine)));
            }
            case RUNNING -> {
                var late = Steps.waited(order).compareTo(settings.addressWait()) >= 0;
                if (machine.addresses().isEmpty() && !late) {
                    yield Steps.awaitBoot(order, "waits for the server's address", List.of(pending(machine)));
                }
                var seen = new ArrayList<Sighting>();
                seen.add(Sightings.server(machine, order.operation(), settings.probe()));
                if (disk != null) {
                    seen.addAll(seen(host.volumes().find(settings.pool(), disk)));
                }
                yield new Done(seen);
            }
            case ERROR -> throw Faults.refused(Fault.INTERNAL, "the domain " + machine.name() + " has crashed");
            // Somebody stopped or paused it: it may go on, or the deadline ends it.
            default ->
                Steps.await(order, SETTLING, "waits: the server is " + machine.state(), List.of(pending(machine)));
        };
    }

    private void refuseWhatIsNotOffered() throws CloudException {
        if (request.userData() != null) {
            throw Faults.invalid("this executor cannot hand over user data: launch without");
        }
        if (request.keyPair() != null || request.zone() != null) {
            throw Faults.invalid("libvirt has neither key pairs nor zones: launch without");
        }
    }

    private Size size() throws CloudException {
        var size = settings.sizes().get(request.size());
        if (size == null) {
            throw Faults.invalid("no size called " + request.size() + "; there are "
                    + String.join(", ", settings.sizes().keySet()));
        }
        return size;
    }

    /** From the settings, or a volume of the pool that is not one of our disks. */
    private Image image() throws CloudException {
        var image = settings.images().get(request.image());
        if (image != null) {
            return image;
        }
        var volume = Names.isDisk(request.image())
                ? Optional.<Disk>empty()
                : host.volumes().find(settings.pool(), request.image());
        if (volume.isEmpty()) {
            throw Faults.invalid("no image called " + request.image()
                    + ", neither in the account's settings nor in the pool " + settings.pool());
        }
        if (!volume.get().isBase()) {
            throw Faults.invalid("the volume " + request.image() + " is of format "
                    + volume.get().format() + ": an image is of one of " + String.join(", ", Disk.BASES));
        }
        return Image.disk(request.image(), volume.get().path(), volume.get().format());
    }

    private String network() {
        return request.network() == null ? settings.network() : request.network();
    }

    private Optional<String> type(Image image) throws CloudException {
        if (host.driver().equalsIgnoreCase("test")) {
            return Optional.of("test");
        }
        if (!settings.domainType().equals(Settings.AUTO)) {
            return Optional.of(settings.domainType());
        }
        return host.kvmProbe().type(host, image.kernel());
    }

    private Tag tag() {
        return new Tag(order.access().installation(), order.access().account().value(), order.operation());
    }

    private boolean ledgerHolds(String disk) {
        return order.ledger().stream()
                .anyMatch(line ->
                        line.kind() == ResourceKind.VOLUME && line.name().equals(disk));
    }

    private Sighting pending(Machine machine) {
        return Sightings.pending(machine, order.operation(), settings.probe());
    }

    private List<Sighting> seen(Optional<Disk> disk) {
        return disk.map(found -> Sightings.disk(found, order.operation())).stream()
                .toList();
    }
}
