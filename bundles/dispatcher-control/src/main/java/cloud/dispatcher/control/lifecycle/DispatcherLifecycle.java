package cloud.dispatcher.control.lifecycle;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.StopException;
import cloud.dispatcher.api.Switch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lifecycle as a service, which goes on as it was left from its activation on. */
@Component(
        configurationPid = DispatcherLifecycle.PID,
        enabled = false, // until the container has booted: ConfigValidator
        immediate = true) // immediate: it starts the dispatcher unasked
@Designate(ocd = DispatcherLifecycle.Config.class)
public final class DispatcherLifecycle implements Switch {
    static final String PID = "cloud.dispatcher.control";

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherLifecycle.class);

    /** As the store, where it cannot be opened. */
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(5);

    private final BundleContext context;
    private final RunningCondition condition;
    private final ScheduledExecutorService thread;
    private final ScrStages installed;
    private final Lifecycle lifecycle;
    private final SynchronousBundleListener endOfContainer = this::bundleChanged;
    private volatile Settings settings;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Pinger pinger;

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<Preflight> preflights = List.of();

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
    public DispatcherLifecycle(BundleContext context, Config config, @Reference ServiceComponentRuntime components) {
        this.context = context;
        settings = Settings.of(config);
        condition = new RunningCondition(context);
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dispatcher-control"));
        installed = new ScrStages(components);
        var stages = new StageSequence(condition, System::nanoTime);
        lifecycle = new Lifecycle(
                thread,
                stages,
                new Starter(thread, stages, installed, this::check, () -> settings, BETWEEN_STARTS),
                new DesiredStateFile(Path.of(System.getProperty("karaf.base", "."), "var", "desired.state")
                        .toAbsolutePath()),
                this::startPinger);
    }

    @Activate
    void activate() {
        context.addBundleListener(endOfContainer);
        lifecycle.restore();
    }

    @Modified
    void configure(Config config) {
        settings = Settings.of(config);
    }

    /** Waits for nothing: where the container ends, the stages were closed before. */
    @Deactivate
    void deactivate() {
        context.removeBundleListener(endOfContainer);
        thread.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false)); // so that no caller waits for ever
        condition.withdraw();
    }

    /** A stage comes when the condition holds, and goes when it is withdrawn. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStage(Stage stage, Map<String, Object> properties) {
        lifecycle.arrived(String.valueOf(properties.get(Stage.NAME)), stage);
    }

    void removeStage(Stage stage, Map<String, Object> properties) {
        lifecycle.left(String.valueOf(properties.get(Stage.NAME)), stage);
    }

    @Override
    public void start() throws StartException {
        lifecycle.start();
    }

    @Override
    public void stop() throws StopException {
        lifecycle.stop();
    }

    @Override
    public void restart() throws StartException {
        lifecycle.close("The dispatcher was restarted while it started.");
        lifecycle.start();
    }

    @Override
    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    @Override
    public List<String> summary() {
        return lifecycle.opened().stream()
                .map(Stage::summary)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Override
    public List<String> entryPoints() {
        return lifecycle.opened().stream()
                .flatMap(stage -> stage.entryPoints().stream())
                .toList();
    }

    @Override
    public Optional<String> notRunningReason() {
        return lifecycle.notRunningReason();
    }

    @Override
    public List<String> failures() {
        return installed.failures();
    }

    /** The stages are closed in order while every bundle still works; the framework waits for it. */
    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            lifecycle.close("The container ends.");
        }
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
}
