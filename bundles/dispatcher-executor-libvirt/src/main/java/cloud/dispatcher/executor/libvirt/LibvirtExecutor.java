package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Speaks to libvirt. It keeps nothing but connections. */
@Component(property = Executor.NAME + "=libvirt")
@SatisfyingConditionTarget("(osgi.condition.id=dispatcher.running)")
public final class LibvirtExecutor implements Executor {
    // libvirt works on a call for as long as it takes, also when its caller is gone; none of ours takes longer.
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(5);

    private static final Description DESCRIPTION = new Description(
            "libvirt",
            "libvirt (QEMU and KVM)",
            Settings.schema(),
            List.of(),
            EnumSet.allOf(ActionKind.class),
            new Idempotency(Idempotency.Kind.UNIQUE_NAME, SETTLES_WITHIN));

    private final Connections connections = new Connections();

    @Activate
    public LibvirtExecutor() {}

    @Deactivate
    void stop() {
        connections.close();
    }

    @Override
    public Description describe() {
        return DESCRIPTION;
    }

    @Override
    public Optional<String> objection(Access access) {
        try {
            var unused = Settings.parse(access);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public Outcome step(Order order) {
        try {
            var settings = Settings.of(order.access());
            var host = connections.to(settings.uri());
            return order.task()
                    .<Step>match(
                            launch -> new Launching(host, settings, order, launch.request())::step,
                            change -> new Changing(host, settings, order, change)::step,
                            remove -> new Removing(host, settings, order, remove.thing())::step)
                    .take();
        } catch (CloudException e) {
            return e.failed();
        }
    }

    /** What is to be done, chosen but not yet begun. */
    @FunctionalInterface
    private interface Step {
        Outcome take() throws CloudException;
    }

    @Override
    public Listing list(Access access, @Nullable String page) throws CloudException {
        return inventory(access).list(page);
    }

    @Override
    public List<Sighting> look(Access access, LedgerLine resource) throws CloudException {
        var settings = Settings.of(access);
        return Lines.look(connections.to(settings.uri()), settings, resource);
    }

    @Override
    public Catalog catalog(Access access) throws CloudException {
        return inventory(access).catalog();
    }

    private Inventory inventory(Access access) throws CloudException {
        var settings = Settings.of(access);
        return new Inventory(connections.to(settings.uri()), settings, access);
    }
}
