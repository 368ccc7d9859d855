package cloud.dispatcher.log;

import java.util.List;

/**
 * Who is traced now. Reached by JMX inside the container, because nobody can import from a fragment of Pax Logging that exports nothing;
 * {@code log:trace} is its client.
 */
public interface TracesMXBean {

    /**
     * Logs everything that is done for this one, at every level and by every logger, until the time is over. A trace that is there already
     * gets the new time.
     *
     * @param key a key of the MDC: operation, server or account
     * @param value what stands there, an id
     * @param seconds from now on, on a clock that nobody sets
     */
    void trace(String key, String value, long seconds);

    /** Ends it before its time. @return whether there was such a trace */
    boolean end(String key, String value);

    /** What is traced, each as key, value and the seconds that are left, between tabs. */
    List<String> getTraced();
}
