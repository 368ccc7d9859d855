package cloud.dispatcher.engine;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What doors and worker share: settings, clock, ids and this machine's name. */
@Component(immediate = true, service = Engine.class, configurationPid = Engine.PID)
@Designate(ocd = Engine.Config.class)
public final class Engine {
    static final String PID = "cloud.dispatcher.engine";

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int HOUR = 3_600;
    private static final int WEEK = 604_800;

    /** The settings of the engine, as text: what is no number is refused here in one line, and not by whoever converts it. */
    @ObjectClassDefinition(name = "Dispatcher engine")
    public @interface Config {
        @AttributeDefinition(name = "Step limit", description = "Seconds that one call of a cloud may take, 1 to 3600")
        String stepSeconds() default "60";

        @AttributeDefinition(
                name = "Launch deadline",
                description = "Seconds from the acceptance of a launch to its end, 1 to 604800")
        String launchSeconds() default "1800";

        @AttributeDefinition(
                name = "Change deadline",
                description = "The same for start, stop, reboot, pause and resume, 1 to 604800")
        String changeSeconds() default "900";

        @AttributeDefinition(name = "Terminate deadline", description = "The same for terminate, 1 to 604800")
        String terminateSeconds() default "1800";

        @AttributeDefinition(
                name = "Clean-up limit",
                description = "Seconds that undoing a launch may take before the watch takes over, 1 to 604800")
        String cleanUpSeconds() default "600";

        @AttributeDefinition(name = "Tries", description = "How often a fault that may not pass is tried, 1 to 100")
        String tries() default "5";

        @AttributeDefinition(name = "Longest backoff", description = "Seconds between two tries at most, 1 to 3600")
        String backoffMostSeconds() default "60";

        @AttributeDefinition(
                name = "Queue",
                description = "Operations that may be open before new ones are refused, 1 to 10000000")
        String queue() default "200000";
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
        try {
            var base = Limits.DEFAULT;
            var next = new Limits(
                    seconds("stepSeconds", config.stepSeconds(), HOUR),
                    seconds("launchSeconds", config.launchSeconds(), WEEK),
                    seconds("changeSeconds", config.changeSeconds(), WEEK),
                    seconds("terminateSeconds", config.terminateSeconds(), WEEK),
                    seconds("cleanUpSeconds", config.cleanUpSeconds(), WEEK),
                    base.backoff(),
                    seconds("backoffMostSeconds", config.backoffMostSeconds(), HOUR),
                    number("tries", config.tries(), 100),
                    base.grace());
            queue = number("queue", config.queue(), 10_000_000);
            limits = next;
        } catch (IllegalArgumentException e) {
            LOG.error("etc/{}.cfg: {} The engine's settings stay as they were.", PID, e.getMessage());
        }
    }

    private static Duration seconds(String key, String value, int most) {
        return Duration.ofSeconds(number(key, value, most));
    }

    private static int number(String key, String value, int most) {
        try {
            var number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.trace("{} is no number", value, e);
        }
        throw new IllegalArgumentException(key + " = " + value + " is not a whole number from 1 to " + most + ".");
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
