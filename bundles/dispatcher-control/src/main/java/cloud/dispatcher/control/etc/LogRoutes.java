package cloud.dispatcher.control.etc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Follows our loggers through a logging configuration to what keeps their lines. A configuration that was emptied, or that misspells an appender,
 * is taken over without an error that anybody would see: where it was to be written, nothing is.
 *
 * @see <a href="https://logging.apache.org/log4j/2.x/manual/configuration.html#java-properties-features">Log4j: properties</a>
 */
public final class LogRoutes {
    private static final String PID = "org.ops4j.pax.logging";

    /** Who tells the story, and who tells who asked. */
    private static final List<String> OURS = List.of("cloud.dispatcher", "audit");

    /** Appenders of Log4j that keep what they get, here or elsewhere. */
    private static final Set<String> KEEPING = Set.of(
            "File",
            "MemoryMappedFile",
            "RandomAccessFile",
            "RollingFile",
            "RollingRandomAccessFile",
            "Http",
            "JDBC",
            "JMS",
            "Kafka",
            "SMTP",
            "Socket",
            "Syslog");

    /** The configuration is in a file of its own, or of another backend of Pax Logging. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("org\\.ops4j\\.pax\\.logging\\..*\\.config\\.file|log4j\\..*");

    private static final String ROOT = "log4j2.rootLogger";
    private static final String LOGGER = "log4j2.logger.";
    private static final String APPENDER = "log4j2.appender.";

    /** Of whoever can tell which appenders work: a configuration that has it is ours. */
    private static final String OUR_FILTER = "log4j2.filter.traced.type";

    private final Map<String, String> configuration;
    private final Predicate<String> working;

    /**
     * @param configuration {@code etc/org.ops4j.pax.logging.cfg}
     * @param working which appenders do; empty where nobody can tell
     */
    LogRoutes(Map<String, String> configuration, Optional<Set<String>> working) {
        this.configuration = configuration;
        this.working = working.<Predicate<String>>map(names -> names::contains)
                .orElse(name -> !configuration.containsKey(OUR_FILTER));
    }

    /** Of the configuration that counts now. */
    public static LogRoutes now(ConfigurationAdmin configurations) {
        try {
            var found = configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + PID + ")");
            var values = found == null ? Map.<String, Object>of() : ConfigurationFile.values(found[0]);
            return new LogRoutes(
                    values.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, each -> each.getValue().toString())),
                    working());
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** dispatcher-log tells, which stands inside of Pax Logging where nobody can import from, by JMX. */
    private static Optional<Set<String>> working() {
        try {
            var names = (String[]) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("cloud.dispatcher:type=Appenders"), "Working");
            return Optional.of(Set.of(names));
        } catch (InstanceNotFoundException e) {
            return Optional.empty();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Our loggers whose lines are kept nowhere. The console keeps none. */
    public List<String> unwritten() {
        return configuration.keySet().stream()
                        .anyMatch(key -> ELSEWHERE.matcher(key).matches())
                ? List.of()
                : OURS.stream().filter(name -> !isWritten(name)).toList();
    }

    private boolean isWritten(String name) {
        var logger = logger(name);
        var root = "false".equals(configuration.get(logger + ".additivity")) ? "" : ROOT;
        var seen = new HashSet<String>();
        return Stream.of(logger, root).flatMap(this::appenders).anyMatch(each -> isKept(each, seen));
    }

    /** The key of the logger that counts for this name. */
    private String logger(String name) {
        return named(LOGGER)
                .filter(each -> (name + ".").startsWith(each.getValue() + "."))
                .max(Comparator.comparing(each -> each.getValue().length()))
                .map(each -> each.getKey().substring(0, each.getKey().lastIndexOf('.')))
                .orElse(ROOT);
    }

    /** Of {@code logger = INFO, One, Two}, and of {@code logger.appenderRef.any.ref = Three}. */
    private Stream<String> appenders(String logger) {
        var inShort = Stream.of(configuration.getOrDefault(logger, "").split(",", -1))
                .skip(1)
                .map(String::strip);
        return Stream.concat(inShort, under(logger + ".appenderRef.", ".ref"));
    }

    /** By this appender, or one that it hands on to. */
    private boolean isKept(String appender, Set<String> seen) {
        return seen.add(appender)
                && working.test(appender)
                && named(APPENDER)
                        .filter(each -> each.getValue().equals(appender))
                        .anyMatch(each -> {
                            var key = each.getKey().substring(0, each.getKey().length() - "name".length());
                            return KEEPING.contains(configuration.getOrDefault(key + "type", ""))
                                    || under(key, ".ref").anyMatch(behind -> isKept(behind, seen));
                        });
    }

    private Stream<String> under(String prefix, String suffix) {
        return configuration.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(prefix) && each.getKey().endsWith(suffix))
                .map(each -> each.getValue().strip());
    }

    private Stream<Map.Entry<String, String>> named(String prefix) {
        return configuration.entrySet().stream()
                .filter(each -> each.getKey().matches(Pattern.quote(prefix) + "[^.]+\\.name"));
    }
}
