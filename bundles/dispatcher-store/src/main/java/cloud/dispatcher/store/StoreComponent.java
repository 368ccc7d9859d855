package cloud.dispatcher.store;

import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets;
import cloud.dispatcher.store.database.DirectoryInUseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store and offers its parts as services for as long as the container runs. It is no service itself: of one whose start failed
 * each user would start another.
 */
@Component(
        name = StoreComponent.NAME,
        immediate = true,
        service = {})
@Capability(
        namespace = "osgi.service",
        attribute =
                "objectClass:List<String>=\"cloud.dispatcher.state.Committer,cloud.dispatcher.state.Records,cloud.dispatcher.state.Journal,cloud.dispatcher.state.Targets,cloud.dispatcher.state.Heartbeats\"",
        effective = "active")
public final class StoreComponent {
    static final String NAME = "cloud.dispatcher.store.StoreComponent";

    private static final Logger LOG = LoggerFactory.getLogger(StoreComponent.class);

    private final ComponentContext component;
    private final BundleContext context;
    private final Bundle bundle;
    private final Configuration configuration;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private @Nullable Store store;
    private @Nullable RetentionLoop retention;

    @Activate
    public StoreComponent(ComponentContext component, @Reference Configuration configuration) {
        this.component = component;
        this.configuration = configuration;
        context = component.getBundleContext();
        bundle = context.getBundle();
    }

    /**
     * A directory that another container uses ends this one: there is nothing that it could do.
     *
     * @throws StoreException when the store cannot be opened, with the reason; once it can be, this component starts anew
     */
    @Activate
    void start() throws BundleException {
        var reopening = new Reopening(configuration::directory, this::isInstalled, this::startAnew);
        try {
            var directory = configuration.directory();
            offer(reopening.open(directory), directory);
        } catch (DirectoryInUseException e) {
            LOG.error("{} This container ends.", e.getMessage());
            context.getBundle(0).stop();
        } catch (StoreException e) {
            reopening.begin();
            throw e;
        }
    }

    private boolean isInstalled() {
        return bundle.getState() == Bundle.ACTIVE;
    }

    private void startAnew() {
        component.disableComponent(NAME);
        component.enableComponent(NAME);
    }

    private void offer(Store opened, Path directory) {
        store = opened;
        configuration.open(directory);
        register(Committer.class, opened.committer());
        register(Records.class, opened.records());
        register(Journal.class, opened.journal());
        register(Targets.class, opened.targets());
        register(Heartbeats.class, opened.heartbeats());
        retention = new RetentionLoop(opened.retention(), configuration::limits);
        retention.start();
        LOG.info("The store is open in {}.", directory);
    }

    private <T> void register(Class<T> type, T service) {
        services.add(context.registerService(type, service, null));
    }

    @Deactivate
    void stop() {
        configuration.open(null);
        services.forEach(ServiceRegistration::unregister);
        services.clear();
        if (retention != null) {
            retention.close();
            retention = null;
        }
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
