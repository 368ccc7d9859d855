package cloud.dispatcher.shell.log;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/** Speaks by JMX to dispatcher-log, a fragment of Pax Logging from which no bundle can import; nothing leaves this process. */
final class TraceClient {
    private static final String NAME = "cloud.dispatcher:type=Traces";
    private static final String TEXT = String.class.getName();

    /** One operation, server or account that is traced. */
    record Trace(String key, String id, Duration left) {
        static Trace of(String line) {
            var parts = line.split("\t", 3);
            return new Trace(parts[0], parts[1], Duration.ofSeconds(Long.parseLong(parts[2])));
        }
    }

    private TraceClient() {}

    static void begin(String key, String id, Duration span) throws JMException {
        invoke("trace", new Object[] {key, id, span.toSeconds()}, TEXT, TEXT, long.class.getName());
    }

    static void end(String key, String id) throws JMException {
        invoke("end", new Object[] {key, id}, TEXT, TEXT);
    }

    /** What is traced now; empty where the container cannot trace. */
    static Optional<List<Trace>> all() throws JMException {
        try {
            var lines =
                    (String[]) ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(NAME), "Traced");
            return Optional.of(Stream.of(lines).map(Trace::of).toList());
        } catch (InstanceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** As a list of the API would look; keys and ids have nothing in them that JSON would have to escape. */
    static String json(List<Trace> traces) {
        return traces.stream()
                .map(trace -> "{\"" + trace.key() + "\": \"" + trace.id() + "\", \"endsIn\": \"" + trace.left() + "\"}")
                .collect(Collectors.joining(", ", "{\"items\": [", "]}"));
    }

    private static void invoke(String operation, Object[] values, String... types) throws JMException {
        ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(NAME), operation, values, types);
    }
}
