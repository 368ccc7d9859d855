package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.Catalog.Choice;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is ours in one libvirt, and what can be asked of it. */
final class Inventory {
    private static final int PAGE = 100;
    private static final String DOMAIN = "d:";
    private static final String VOLUME = "v:";

    private final Host host;
    private final Settings settings;
    private final Access access;

    Inventory(Host host, Settings settings, Access access) {
        this.host = host;
        this.settings = settings;
        this.access = access;
    }

    /** Pages are cut by name, so that what comes or goes meanwhile moves nothing from one page to another. */
    Listing list(@Nullable String page) throws CloudException {
        var names =
                names().filter(name -> page == null || name.compareTo(page) > 0).toList();
        var part = names.subList(0, Math.min(PAGE, names.size()));
        var items = new ArrayList<Sighting>();
        for (var name : part) {
            see(name).ifPresent(items::add);
        }
        return new Listing(items, part.size() == names.size() ? null : part.get(part.size() - 1));
    }

    private Stream<String> names() throws CloudException {
        var disks = Names.disks(access.installation());
        return Stream.concat(
                        host.machines().all().stream().map(uuid -> DOMAIN + uuid),
                        host.volumes().names(settings.pool()).stream()
                                .filter(name -> name.startsWith(disks))
                                .map(name -> VOLUME + name))
                .sorted();
    }

    private Optional<Sighting> see(String name) throws CloudException {
        var rest = name.substring(DOMAIN.length());
        if (name.startsWith(VOLUME)) {
            return host.volumes()
                    .find(settings.pool(), rest)
                    .map(disk -> Sightings.disk(disk, Names.operation(access.installation(), rest)));
        }
        return host.machines().find(UUID.fromString(rest)).flatMap(machine -> {
            var tag = machine.tag();
            return tag != null
                            && tag.installation().equals(access.installation())
                            && tag.account().equals(access.account().value())
                    ? Optional.of(Sightings.server(machine, tag.operation(), settings.probe()))
                    : Optional.empty();
        });
    }

    Catalog catalog() throws CloudException {
        var images = new ArrayList<Choice>();
        settings.images().values().forEach(image -> images.add(new Choice(image.name(), image.title())));
        for (var name : host.volumes().names(settings.pool()).stream().sorted().toList()) {
            if (!Names.isDisk(name)
                    && host.volumes()
                            .find(settings.pool(), name)
                            .filter(Disk::isBase)
                            .isPresent()) {
                images.add(new Choice(name, "volume of the pool " + settings.pool()));
            }
        }
        return new Catalog(
                settings.sizes().values().stream()
                        .map(size -> new Choice(size.name(), size.title()))
                        .toList(),
                images,
                host.networks().stream()
                        .sorted()
                        .map(name -> new Choice(name, "libvirt network"))
                        .toList(),
                List.of(),
                List.of());
    }
}
