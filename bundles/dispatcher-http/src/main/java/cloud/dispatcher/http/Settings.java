package cloud.dispatcher.http;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import cloud.dispatcher.http.rest.Rest;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What can be configured.
 *
 * @param port 0 takes any that is free, for tests
 * @param host an address of this machine, or {@code *} for all
 * @param bodyBytes the most that a body may have
 * @param headerBytes the most that all headers of a request may have
 * @param connections how many may be open at once; more wait until one is closed
 * @param idle after how long a connection ends on which nothing moves, or no request has arrived whole
 * @param streams how many event streams may be open at once
 * @param tokenFile where the administrator's token lies
 */
record Settings(
        int port,
        String host,
        int bodyBytes,
        int headerBytes,
        int connections,
        Duration idle,
        int streams,
        Path tokenFile)
        implements Rest.Limits {
    static final String PID = "cloud.dispatcher.http";
    static final String PORT = "port";
    static final String HOST = "host";
    static final String TOKEN_FILE = "tokenFile";
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();
    private static final Pattern HOST_NAME = Pattern.compile("[*]|[0-9A-Za-z.:%_-]{1,255}");

    static final Settings DEFAULT = new Settings(
            3302, "*", 1 << 20, 16 << 10, 2_000, Duration.ofSeconds(30), 500, HOME.resolve("var/admin.token"));
    static final ConfigFile<Settings> FILE = new ConfigFile<>(PID, DEFAULT, Settings::of);

    private static Settings of(Reading<Settings> file) {
        return new Settings(
                file.whole(PORT, 1, 65_535, Settings::port),
                file.value(
                        HOST,
                        "an address of this machine, or * for all",
                        Settings::host,
                        Function.identity(),
                        Settings::host),
                file.whole("maxBodyBytes", 1_024, 64 << 20, Settings::bodyBytes),
                file.whole("maxHeaderBytes", 1_024, 1 << 20, Settings::headerBytes),
                file.whole("connections", 10, 1_000_000, Settings::connections),
                file.seconds("idleSeconds", "1", "3600", Settings::idle),
                file.whole("sseClients", 0, 100_000, Settings::streams),
                file.path(TOKEN_FILE, HOME, Settings::tokenFile));
    }

    private static String host(String text) {
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("no host");
        }
        return text;
    }

    /** Whether the port has to be opened anew to follow the change. */
    boolean isElsewhere(Settings other) {
        return port != other.port || !host.equals(other.host);
    }

    /** {@code *:3302}. */
    String place() {
        return host + ":" + port;
    }

    InetSocketAddress address() {
        return host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public Duration bodyWithin() {
        return idle;
    }
}
