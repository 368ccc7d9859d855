package cloud.dispatcher.engine;

import cloud.dispatcher.engine.decide.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What services and worker share: settings, clock, ids and this machine's name. */
@Component(immediate = true, service = Engine.class, configurationPid = Engine.PID)
@Designate(ocd = Engine.Config.class)
public final class Engine {
    static final String PID = "cloud.dispatcher.engine";

    /** The settings of the engine. */
    @ObjectClassDefinition(name = "Dispatcher engine")
    public @interface Config {
        @AttributeDefinition(
                name = "Step limit",
                description = "Seconds that one call of a cloud may take",
                min = "1",
                max = "3600")
        double stepSeconds() default 60;

        @AttributeDefinition(
                name = "Launch deadline",
                description = "Seconds from the acceptance of a launch to its end",
                min = "1",
                max = "604800")
        double launchSeconds() default 1800;

        @AttributeDefinition(
                name = "Change deadline",
                description = "The same for start, stop, reboot, pause and resume",
                min = "1",
                max = "604800")
        double changeSeconds() default 900;

        @AttributeDefinition(
                name = "Terminate deadline",
                description = "The same for terminate",
                min = "1",
                max = "604800")
        double terminateSeconds() default 1800;

        @AttributeDefinition(
                name = "Clean-up limit",
                description = "Seconds that undoing a launch may take before the watch takes over",
                min = "1",
                max = "604800")
        double cleanUpSeconds() default 600;

        @AttributeDefinition(
                name = "Tries",
                description = "How often a fault that may not pass is tried",
                min = "1",
                max = "100")
        int tries() default 5;

        @AttributeDefinition(
                name = "Longest backoff",
                description = "Seconds between two tries at most",
                min = "1",
                max = "3600")
        double backoffMostSeconds() default 60;

        @AttributeDefinition(
                name = "Queue",
                description = "Operations that may be open before new ones are refused",
                min = "1",
                max = "10000000")
        int queue() default 200_000;
    }

    private final Time time;
    private final Ids ids = new Ids();
    private final Instant began;
    private final Problems problems = new Problems();
    private final String node = hostName();
    private volatile Settings settings;

    @Activate
    public Engine(Config config) {
        this(new SteadyTime(), Settings.of(config));
    }

    /** For an engine without OSGi. */
    public Engine(Time time, Limits limits) {
        this(time, new Settings(limits, Settings.DEFAULT.queue()));
    }

    private Engine(Time time, Settings settings) {
        this.time = time;
        this.settings = settings;
        this.began = time.now();
    }

    @Modified
    public void configure(Config config) {
        settings = Settings.of(config);
    }

    public Time time() {
        return time;
    }

    public Limits limits() {
        return settings.limits();
    }

    public int queue() {
        return settings.queue();
    }

    public String node() {
        return node;
    }

    /** What the engine's own parts failed at. */
    public Problems problems() {
        return problems;
    }

    public Duration uptime() {
        return Duration.between(began, time.now());
    }

    public String newId() {
        return ids.next(time.now());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine whose own name is not in its hosts file
        }
    }
}
