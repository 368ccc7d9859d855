package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ConfigProblems;
import cloud.dispatcher.model.ConfigReporter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the cloud of this machine, in real time and with real listeners, and offers it for as long as the container runs. */
@Component(configurationPid = CloudComponent.PID, immediate = true)
@Designate(ocd = CloudComponent.Config.class)
public final class CloudComponent implements ConfigReporter {
    static final String PID = "cloud.dispatcher.executor.simulator";

    private static final Logger LOG = LoggerFactory.getLogger(CloudComponent.class);

    /** What is configured for the machine; everything else is a setting of the account. */
    @ObjectClassDefinition(name = "Dispatcher simulated cloud")
    public @interface Config {
        @AttributeDefinition(
                name = "Folder",
                description = "Where the simulated cloud keeps its truth; relative to the container's folder")
        String folder() default "var/simulator";
    }

    private final BundleContext context;
    private final ConfigProblems problems = new ConfigProblems(PID);
    private Settings settings;
    private @Nullable SimulatedCloud cloud;
    private @Nullable ServiceRegistration<SimulatedCloud> offer;

    @Activate
    public CloudComponent(BundleContext context, Config config) {
        this.context = context;
        settings = Settings.of(config, Settings.DEFAULT, problems, LOG::error);
    }

    @Activate
    void start() {
        cloud = new SimulatedCloud(settings.folder(), Clock.systemUTC(), new Listeners());
        offer = context.registerService(SimulatedCloud.class, cloud, null);
    }

    /** Only with another folder it becomes another cloud: its executor goes and comes back. */
    @Modified
    void change(Config config) {
        var before = settings;
        settings = Settings.of(config, before, problems, LOG::warn);
        if (!settings.equals(before)) {
            stop();
            start();
        }
    }

    @Override
    public ConfigProblems configProblems() {
        return problems;
    }

    @Deactivate
    void stop() {
        if (offer != null) {
            offer.unregister();
            offer = null;
        }
        if (cloud != null) {
            cloud.close();
            cloud = null;
        }
    }
}
