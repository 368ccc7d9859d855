package cloud.dispatcher.store;

import cloud.dispatcher.model.Configured;
import cloud.dispatcher.model.Judged;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets;
import cloud.dispatcher.store.database.DirectoryInUseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store and offers its parts as services for as long as the container runs. */
@Component(
        name = StoreComponent.NAME,
        configurationPid = StoreComponent.PID,
        immediate = true,
        service = Configured.class)
@Designate(ocd = StoreComponent.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute =
                "objectClass:List<String>=\"cloud.dispatcher.state.Committer,cloud.dispatcher.state.Records,cloud.dispatcher.state.Journal,cloud.dispatcher.state.Targets,cloud.dispatcher.state.Heartbeats\"",
        effective = "active")
public final class StoreComponent implements Configured {
    static final String NAME = "cloud.dispatcher.store.StoreComponent";
    static final String PID = "cloud.dispatcher.store";

    private static final Logger LOG = LoggerFactory.getLogger(StoreComponent.class);

    /** What etc/cloud.dispatcher.store.cfg says. */
    @ObjectClassDefinition(name = "Dispatcher store")
    public @interface Config {
        @AttributeDefinition(
                name = "Directory",
                description = "Where the database and its keys lie; relative to the container's folder")
        String directory() default "var";
    }

    private final BundleContext context;
    private final ComponentContext component;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private volatile Judged<Settings> judged;
    private @Nullable Store store;

    @Activate
    public StoreComponent(ComponentContext component, Map<String, Object> written) {
        this.component = component;
        context = component.getBundleContext();
        judged = Settings.FILE.first(written);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    /**
     * A directory that another container uses ends this one: there is nothing that it could do.
     *
     * @throws StoreException when the store cannot be opened, with the reason; once it can be, this component starts anew
     */
    @Activate
    void start() throws BundleException {
        try {
            offer(open(judged));
        } catch (DirectoryInUseException e) {
            LOG.error("{} This container ends.", e.getMessage());
            context.getBundle(0).stop();
        } catch (StoreException e) {
            new Reopening(judged.settings().directory(), this::isInstalled, this::startAnew).begin();
            throw e;
        }
    }

    private boolean isInstalled() {
        return context.getBundle().getState() == Bundle.ACTIVE;
    }

    private void startAnew() {
        component.disableComponent(NAME);
        component.enableComponent(NAME);
    }

    private static Store open(Judged<Settings> judged) {
        return Store.open(judged.settings().directory(), Clock.systemUTC());
    }

    private void offer(Store opened) {
        store = opened;
        register(Committer.class, opened.committer());
        register(Records.class, opened.records());
        register(Journal.class, opened.journal());
        register(Targets.class, opened.targets());
        register(Heartbeats.class, opened.heartbeats());
        LOG.info("The store is open in {}.", judged.settings().directory());
    }

    private <T> void register(Class<T> type, T service) {
        services.add(context.registerService(type, service, null));
    }

    /** Only another directory makes a difference; one that cannot be opened leaves the store where it is. */
    @Modified
    void change(Map<String, Object> written) {
        var before = judged;
        judged = moved(Settings.FILE.next(written, before), before);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    private Judged<Settings> moved(Judged<Settings> wanted, Judged<Settings> before) {
        if (wanted.settings().equals(before.settings())) {
            return wanted;
        }
        Store opened;
        try {
            opened = open(wanted);
        } catch (DirectoryInUseException | StoreException e) {
            return wanted.unusable("directory", String.valueOf(e.getMessage()), before);
        }
        stop();
        judged = wanted;
        offer(opened);
        return wanted;
    }

    @Override
    public Judged<?> configuration() {
        return judged;
    }

    @Deactivate
    void stop() {
        services.forEach(ServiceRegistration::unregister);
        services.clear();
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
