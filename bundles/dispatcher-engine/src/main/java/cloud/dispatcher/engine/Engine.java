package cloud.dispatcher.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What doors and worker share: settings, clock, ids and this machine's name. */
@Component(immediate = true, service = Engine.class, configurationPid = Engine.PID)
@Designate(ocd = Engine.Config.class)
public final class Engine {
    static final String PID = "cloud.dispatcher.engine";

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** The settings of the engine; times in seconds. */
    @ObjectClassDefinition(name = "Dispatcher engine")
    public @interface Config {
        @AttributeDefinition(name = "Step limit", description = "Seconds that one call of a cloud may take, 1 to 3600")
        int stepSeconds() default 60;

        @AttributeDefinition(
                name = "Launch deadline",
                description = "Seconds from the acceptance of a launch to its end, 1 to 604800")
        int launchSeconds() default 1800;

        @AttributeDefinition(
                name = "Change deadline",
                description = "The same for start, stop, reboot, pause and resume, 1 to 604800")
        int changeSeconds() default 900;

        @AttributeDefinition(name = "Terminate deadline", description = "The same for terminate, 1 to 604800")
        int terminateSeconds() default 1800;

        @AttributeDefinition(
                name = "Clean-up limit",
                description = "Seconds that undoing a launch may take before the watch takes over, 1 to 604800")
        int cleanUpSeconds() default 600;

        @AttributeDefinition(name = "Tries", description = "How often a fault that may not pass is tried, 1 to 100")
        int tries() default 5;

        @AttributeDefinition(name = "Longest backoff", description = "Seconds between two tries at most, 1 to 3600")
        int backoffMostSeconds() default 60;

        @AttributeDefinition(
                name = "Queue",
                description = "Operations that may be open before new ones are refused, 1 to 10000000")
        int queue() default 200_000;
    }

    private final Time time;
    private final Ids ids = new Ids();
    private final Instant began;
    private final String node = hostName();
    private volatile Limits limits;
    private volatile int queue = 200_000;

    @Activate
    public Engine(Config config) {
        this(new SteadyTime(), Limits.DEFAULT);
        configure(config);
    }

    /** For an engine without OSGi. */
    Engine(Time time, Limits limits) {
        this.time = time;
        this.limits = limits;
        this.began = time.now();
    }

    /** A worker that runs goes on with the limits it began with; the doors take the new ones at once. */
    @Modified
    void configure(Config config) {
        var most = 604_800;
        for (var check : Map.of(
                        "stepSeconds", new int[] {config.stepSeconds(), 3_600},
                        "launchSeconds", new int[] {config.launchSeconds(), most},
                        "changeSeconds", new int[] {config.changeSeconds(), most},
                        "terminateSeconds", new int[] {config.terminateSeconds(), most},
                        "cleanUpSeconds", new int[] {config.cleanUpSeconds(), most},
                        "tries", new int[] {config.tries(), 100},
                        "backoffMostSeconds", new int[] {config.backoffMostSeconds(), 3_600},
                        "queue", new int[] {config.queue(), 10_000_000})
                .entrySet()) {
            var value = check.getValue()[0];
            if (value < 1 || value > check.getValue()[1]) {
                LOG.error(
                        "etc/{}.cfg: {} = {} is not within 1 to {}. The settings stay as they were.",
                        PID,
                        check.getKey(),
                        value,
                        check.getValue()[1]);
                return;
            }
        }
        var base = Limits.DEFAULT;
        limits = new Limits(
                Duration.ofSeconds(config.stepSeconds()),
                Duration.ofSeconds(config.launchSeconds()),
                Duration.ofSeconds(config.changeSeconds()),
                Duration.ofSeconds(config.terminateSeconds()),
                Duration.ofSeconds(config.cleanUpSeconds()),
                base.backoff(),
                Duration.ofSeconds(config.backoffMostSeconds()),
                config.tries(),
                base.grace());
        queue = config.queue();
    }

    Time time() {
        return time;
    }

    Limits limits() {
        return limits;
    }

    int queue() {
        return queue;
    }

    String node() {
        return node;
    }

    Duration uptime() {
        return Duration.between(began, time.now());
    }

    String newId() {
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
