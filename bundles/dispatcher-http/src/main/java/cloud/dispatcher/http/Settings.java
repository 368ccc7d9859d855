package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Rest;
import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.ConfigProblems;
import cloud.dispatcher.model.Seconds;
import cloud.dispatcher.model.Text;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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
    private static final String PROXIES = "proxies";
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

    static final Settings DEFAULT = of(ConfigDefaults.of(Configuration.Config.class));

    /** @throws IllegalArgumentException for a host, a path or proxies that are none */
    static Settings of(Configuration.Config config) {
        return with(config, host(config.host()), tokenFile(config.tokenFile()), proxies(config.proxies()));
    }

    /**
     * Reads what the declaration of the keys alone cannot check.
     *
     * @param instead has the values in place of those that are refused
     * @param log gets a sentence for each of them
     */
    static Settings of(Configuration.Config config, Settings instead, ConfigProblems problems, Consumer<String> log) {
        return with(
                config,
                problems.parse(HOST, config.host(), Settings::host, instead.host, log),
                problems.parse(TOKEN_FILE, config.tokenFile(), Settings::tokenFile, instead.tokenFile, log),
                problems.parse(PROXIES, config.proxies(), Settings::proxies, instead.proxies, log));
    }

    private static Settings with(Configuration.Config config, String host, Path tokenFile, List<String> proxies) {
        return new Settings(
                config.port(),
                host,
                config.maxBodyBytes(),
                config.maxHeaderBytes(),
                config.connections(),
                Seconds.toDuration(config.idleSeconds()),
                config.sseClients(),
                tokenFile,
                config.connectionsPerAddress(),
                proxies,
                new Tls(config.tls_certificate().strip(), config.tls_key().strip(), config.tls_hsts()));
    }

    private static List<String> proxies(String text) {
        var proxies = Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        Proxies.parse(proxies);
        return proxies;
    }

    private static String host(String text) {
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("allowed is an address of this machine, or * for all");
        }
        return text;
    }

    private static Path tokenFile(String text) {
        Text.require(text, "the path");
        return file(text).normalize();
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
