package cloud.dispatcher.control;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.Switch;
import cloud.dispatcher.config.Configured;
import cloud.dispatcher.config.Judged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switch as a service, and from its activation on the wish that was remembered. */
@Component(configurationPid = DispatcherSwitch.PID, immediate = true) // immediate: it honours the wish unasked
@Designate(ocd = DispatcherSwitch.Config.class)
public final class DispatcherSwitch implements Switch, Configured {
    static final String PID = "cloud.dispatcher.control";

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherSwitch.class);

    /** As the store, where it cannot be opened. */
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(5);

    private final RunningCondition condition;
    private final ScheduledExecutorService thread;
    private final InstalledParts parts;
    private final Switchboard board;
    private final ServiceTracker<Stage, Stage> stages;
    private final Booted booted;
    private final EndOfContainer end;
    private final Set<Preflight> preflights = ConcurrentHashMap.newKeySet();
    private volatile Judged<Settings> judged;
    private volatile @Nullable Pinger pinger;

    @ObjectClassDefinition(name = "Dispatcher control")
    public @interface Config {
        @AttributeDefinition(
                name = "Start",
                description = "Seconds that a start may take before it is undone",
                min = "1",
                max = "3600")
        double startSeconds() default 60;

        @AttributeDefinition(
                name = "Stop",
                description = "Seconds that a stop waits for running steps of operations",
                min = "1",
                max = "3600")
        double stopSeconds() default 20;
    }

    @Activate
    public DispatcherSwitch(
            BundleContext context, Map<String, Object> written, @Reference ServiceComponentRuntime components) {
        judged = Settings.FILE.first(written);
        judged.tell(LOG::error, LOG::warn, LOG::info);
        condition = new RunningCondition(context);
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dispatcher-control"));
        parts = new InstalledParts(components, this::isBooted);
        var turns = new Turns(thread);
        var sequence = new Sequence(condition, System::nanoTime);
        board = new Switchboard(
                turns,
                sequence,
                new Starter(turns, sequence, parts, this::check, () -> judged.settings(), BETWEEN_STARTS),
                new WishFile(Path.of(System.getProperty("karaf.base", "."), "var", "dispatcher.wish")),
                this::startPinger);
        booted = new Booted(context, board::look);
        end = new EndOfContainer(context, board::close);
        stages = new ServiceTracker<>(context, Stage.class, new StageWatch(context));
    }

    @Activate
    void activate() {
        end.open();
        booted.open();
        stages.open();
        board.restore();
    }

    @Modified
    void configure(Map<String, Object> written) {
        judged = Settings.FILE.next(written, judged);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    @Override
    public Judged<?> configuration() {
        return judged;
    }

    /** Waits for nothing: at the end of a container the stages are closed before. The wish stays what it is. */
    @Deactivate
    void deactivate() {
        thread.shutdownNow();
        stages.close();
        booted.close();
        end.close();
        condition.withdraw();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setPinger(Pinger service) {
        pinger = service;
    }

    void unsetPinger(Pinger service) {
        if (pinger == service) {
            pinger = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPreflight(Preflight preflight) {
        preflights.add(preflight);
    }

    void removePreflight(Preflight preflight) {
        preflights.remove(preflight);
    }

    @Override
    public void start() throws StartException {
        board.start();
    }

    @Override
    public void stop() {
        board.stop();
    }

    @Override
    public boolean isRunning() {
        return board.isRunning();
    }

    @Override
    public List<String> summary() {
        return board.summary();
    }

    @Override
    public Optional<String> whyNot() {
        return board.whyNot();
    }

    @Override
    public List<String> failures() {
        return parts.failures();
    }

    private boolean isBooted() {
        return booted.isSo();
    }

    private void check() throws StartException {
        for (var preflight : preflights) {
            preflight.check();
        }
    }

    private void startPinger() {
        var present = pinger;
        if (present != null && !present.isRunning()) {
            LOG.info("Starting pinger.");
            present.start();
        }
    }

    private final class StageWatch implements ServiceTrackerCustomizer<Stage, Stage> {
        private final BundleContext context;

        StageWatch(BundleContext context) {
            this.context = context;
        }

        @Override
        public @Nullable Stage addingService(ServiceReference<Stage> reference) {
            var stage = context.getService(reference);
            if (stage != null && reference.getProperty(Stage.NAME) instanceof String name) {
                board.arrived(name, stage);
            }
            return stage;
        }

        @Override
        public void modifiedService(ServiceReference<Stage> reference, Stage stage) {}

        @Override
        public void removedService(ServiceReference<Stage> reference, Stage stage) {
            if (reference.getProperty(Stage.NAME) instanceof String name) {
                board.left(name, stage);
            }
            context.ungetService(reference);
        }
    }
}
