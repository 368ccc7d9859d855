package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Rest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be configured.
 *
 * @param port 0 takes any that is free, for tests
 * @param host an address of this machine, or {@code *} for all
 * @param bodyBytes the most that a body may have
 * @param headerBytes the most that all headers of a request may have
 * @param idle after how long a connection ends on which nothing moves
 * @param streams how many event streams may be open at once
 * @param tokenFile where the administrator's token lies
 */
record Settings(int port, String host, int bodyBytes, int headerBytes, Duration idle, int streams, Path tokenFile)
        implements Rest.Limits {
    static final String PID = "cloud.dispatcher.http";
    static final Settings DEFAULT = new Settings(
            3302,
            "*",
            1 << 20,
            16 << 10,
            Duration.ofSeconds(30),
            500,
            Path.of(System.getProperty("karaf.base", "."), "var", "admin.token"));

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    /** What the configuration says; where it makes no sense that is logged, and what {@code before} says stays. */
    static Settings of(Map<String, ?> values, Settings before) {
        return new Settings(
                whole(values, "port", 1, 65_535, DEFAULT.port, before.port),
                host(values, before),
                whole(values, "maxBodyBytes", 1_024, 64 << 20, DEFAULT.bodyBytes, before.bodyBytes),
                whole(values, "maxHeaderBytes", 1_024, 1 << 20, DEFAULT.headerBytes, before.headerBytes),
                Duration.ofSeconds(
                        whole(values, "idleSeconds", 1, 3_600, DEFAULT.idle.toSeconds(), before.idle.toSeconds())),
                whole(values, "sseClients", 0, 100_000, DEFAULT.streams, before.streams),
                tokenFile(values, before));
    }

    private static int whole(Map<String, ?> values, String key, int least, int most, long fallback, long before) {
        var value = values.get(key);
        if (value == null) {
            return (int) fallback;
        }
        var text = value.toString().strip();
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        refuse(key, text, "a whole number from " + least + " to " + most, before);
        return (int) before;
    }

    private static String host(Map<String, ?> values, Settings before) {
        var value = values.get("host");
        if (value == null) {
            return DEFAULT.host;
        }
        var text = value.toString().strip();
        if (text.matches("[*]|[0-9A-Za-z.:%_-]{1,255}")) {
            return text;
        }
        refuse("host", text, "an address of this machine, or * for all", before.host);
        return before.host;
    }

    private static Path tokenFile(Map<String, ?> values, Settings before) {
        var value = values.get("tokenFile");
        if (value == null) {
            return DEFAULT.tokenFile;
        }
        var text = value.toString().strip();
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // told below: the same as no path at all
        }
        refuse("tokenFile", text, "the path of a file", before.tokenFile);
        return before.tokenFile;
    }

    private static void refuse(String key, String text, String allowed, Object before) {
        LOG.error("etc/{}.cfg: {} = {} is not {}; it stays {}.", PID, key, text, allowed, before);
    }

    /** Whether the port has to be opened anew to follow the change. */
    boolean isElsewhere(Settings other) {
        return port != other.port || !host.equals(other.host);
    }

    /** {@code *:3302}. */
    String place() {
        return host + ":" + port;
    }

    @Override
    public Duration bodyWithin() {
        return idle;
    }
}
