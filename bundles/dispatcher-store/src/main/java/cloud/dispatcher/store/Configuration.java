package cloud.dispatcher.store;

import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.ConfigProblems;
import cloud.dispatcher.model.ConfigReporter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the store is to be opened. An open store stays where it is: another directory takes effect at the next start. */
@Component(
        immediate = true, // immediate: it is one for the life of the bundle, also while the store cannot be opened
        configurationPid = Configuration.PID,
        service = {Configuration.class, ConfigReporter.class})
@Designate(ocd = Configuration.Config.class)
public final class Configuration implements ConfigReporter {
    static final String PID = "cloud.dispatcher.store";

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
    private static final String DIRECTORY = "directory";
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();

    /** What etc/cloud.dispatcher.store.cfg says. */
    @ObjectClassDefinition(name = "Dispatcher store")
    public @interface Config {
        @AttributeDefinition(
                name = "Directory",
                description = "Where the database and its keys lie; relative to the container's folder")
        String directory() default "var";

        @AttributeDefinition(
                name = "Keep days",
                description =
                        "For how many days what has ended is kept: operations, events, terminated servers, cleared"
                                + " outages",
                min = "1",
                max = "36500")
        int keepDays() default 90;

        @AttributeDefinition(
                name = "Keep rows",
                description = "How many of each of these are kept at most",
                min = "1000",
                max = "100000000")
        int keepRows() default 1_000_000;
    }

    static final Path DEFAULT = path(ConfigDefaults.of(Config.class).directory());

    private final ConfigProblems problems = new ConfigProblems(PID);
    private volatile Path directory;
    private volatile Retention.Limits limits;
    private @Nullable Path open;

    @Activate
    public Configuration(Config config) {
        directory = problems.parse(DIRECTORY, config.directory(), Configuration::path, DEFAULT, LOG::error);
        limits = limits(config);
    }

    private static Retention.Limits limits(Config config) {
        return new Retention.Limits(Duration.ofDays(config.keepDays()), config.keepRows());
    }

    private static Path path(String text) {
        return HOME.resolve(text).normalize();
    }

    @Modified
    synchronized void change(Config config) {
        limits = limits(config);
        directory = problems.parse(DIRECTORY, config.directory(), Configuration::path, directory, LOG::warn);
        if (open != null && !open.equals(directory)) {
            LOG.info(
                    "The store stays open in {}. It is opened in {} at the next start of the container.",
                    open,
                    directory);
            problems.refuse(DIRECTORY, open.toString(), "used from the next start of the container on");
        }
    }

    /** Where the store is to be opened next. */
    Path directory() {
        return directory;
    }

    Retention.Limits limits() {
        return limits;
    }

    /** @param there where the store is open now; null when it is closed */
    synchronized void open(@Nullable Path there) {
        open = there;
    }

    @Override
    public ConfigProblems configProblems() {
        return problems;
    }
}
