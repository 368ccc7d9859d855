package cloud.dispatcher.log;

import java.util.List;

/**
 * Which appenders work. Log4j leaves out what it cannot make, with all others of the configuration if need be, and says so where nobody
 * looks. Reached by JMX, as {@link TracesMXBean} is; {@code dispatcher:status} is its client.
 */
public interface AppendersMXBean {

    /** The names of those that are started and, if they write a file, whose file is there. */
    List<String> getWorking();
}
