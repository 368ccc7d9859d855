package cloud.dispatcher.http;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Reading;
import cloud.dispatcher.http.rest.Rest;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be configured.
 *
 * @param port 0 takes any that is free, for tests
 * @param host an address of this machine, or {@code *} for all
 * @param bodyBytes the most that a body may have
 * @param headerBytes the most that all headers of a request may have
 * @param connections how many may be open at once; for one more the quietest without a valid token is closed
 * @param idle after how long a connection ends on which nothing moves, or no request has arrived whole
 * @param streams how many event streams may be open at once
 * @param tokenFile where the administrator's token lies
 * @param connectionsPerAddress how many without a valid token may be open at once from one address
 * @param proxies addresses and ranges whose {@code Forwarded} headers are believed
 */
record Settings(
        int port,
        String host,
        int bodyBytes,
        int headerBytes,
        int connections,
        Duration idle,
        int streams,
        Path tokenFile,
        int connectionsPerAddress,
        List<String> proxies,
        Tls tls)
        implements Rest.Limits {
    /**
     * What makes the port speak TLS.
     *
     * @param certificate a PEM file with the certificate and its chain; empty where the port speaks plain HTTP
     * @param key a PEM file with its private key
     * @param hsts whether browsers are told to come by TLS only
     */
    record Tls(String certificate, String key, boolean hsts) {
        static final Tls NONE = new Tls("", "", false);

        /** With one of the files alone the port is not opened, instead of being opened without TLS. */
        boolean isOn() {
            return !certificate.isEmpty() || !key.isEmpty();
        }
    }

    static final String PID = "cloud.dispatcher.http";
    static final String PORT = "port";
    static final String HOST = "host";
    static final String CERTIFICATE = "tls.certificate";
    static final String TOKEN_FILE = "tokenFile";
    private static final String PATH = "the path of a PEM file";
    private static final Path HOME =
            Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath().normalize();
    private static final Pattern HOST_NAME = Pattern.compile("[*]|[0-9A-Za-z.:%_-]{1,255}");

    /** With the usual limits, for no proxy, without TLS. */
    Settings(
            int port,
            String host,
            int bodyBytes,
            int headerBytes,
            int connections,
            Duration idle,
            int streams,
            Path tokenFile) {
        this(
                port,
                host,
                bodyBytes,
                headerBytes,
                connections,
                idle,
                streams,
                tokenFile,
                DEFAULT.connectionsPerAddress,
                DEFAULT.proxies,
                DEFAULT.tls);
    }

    static final Settings DEFAULT = new Settings(
            3302,
            "*",
            1 << 20,
            16 << 10,
            2_000,
            Duration.ofSeconds(30),
            500,
            HOME.resolve("var/admin.token"),
            100,
            List.of(),
            Tls.NONE);
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
                file.path(TOKEN_FILE, HOME, Settings::tokenFile),
                file.whole("connectionsPerAddress", 1, 1_000_000, Settings::connectionsPerAddress),
                file.value(
                        "proxies",
                        "addresses and ranges like 10.0.0.0/8, with commas between",
                        Settings::proxies,
                        proxies -> String.join(", ", proxies),
                        Settings::proxies),
                new Tls(
                        file.value(
                                CERTIFICATE,
                                PATH,
                                Function.identity(),
                                Function.identity(),
                                now -> now.tls.certificate),
                        file.value("tls.key", PATH, Function.identity(), Function.identity(), now -> now.tls.key),
                        file.value("tls.hsts", "true or false", Settings::flag, String::valueOf, now -> now.tls.hsts)));
    }

    private static List<String> proxies(String text) {
        var proxies = Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        Proxies.parse(proxies);
        return proxies;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }

    private static String host(String text) {
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("no host");
        }
        return text;
    }

    /** Where a path of the configuration leads. */
    static Path file(String text) {
        return HOME.resolve(text);
    }

    /** Whether tokens and credentials come over a network in clear. */
    boolean isInClear() {
        return !tls.isOn() && !address().getAddress().isLoopbackAddress();
    }

    /** Whether the port has to be opened anew to follow the change. */
    boolean isElsewhere(Settings other) {
        return port != other.port || !host.equals(other.host) || !tls.equals(other.tls);
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
