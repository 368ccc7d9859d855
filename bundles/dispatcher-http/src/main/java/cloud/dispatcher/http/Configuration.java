package cloud.dispatcher.http;

import cloud.dispatcher.model.ConfigProblems;
import cloud.dispatcher.model.ConfigReporter;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings as they are now. A change bounces nothing: each part takes over what concerns it. */
@Component(
        service = {Configuration.class, ConfigReporter.class},
        configurationPid = Settings.PID)
@Designate(ocd = Configuration.Config.class)
public final class Configuration implements ConfigReporter {
    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ConfigProblems problems = new ConfigProblems(Settings.PID);
    private volatile Settings settings;

    @ObjectClassDefinition(name = "Dispatcher HTTP")
    public @interface Config {
        @AttributeDefinition(name = "Port", description = "Where the API is served", min = "1", max = "65535")
        int port() default 3302;

        /** The closed one: the shipped file opens all addresses, and a file that was emptied or cut off does not. */
        @AttributeDefinition(name = "Host", description = "An address of this machine, or * for all, IPv4 and IPv6")
        String host() default "127.0.0.1";

        @AttributeDefinition(name = "Most of a body", description = "Bytes", min = "1024", max = "67108864")
        int maxBodyBytes() default 1 << 20;

        @AttributeDefinition(name = "Most of all headers", description = "Bytes", min = "1024", max = "1048576")
        int maxHeaderBytes() default 16 << 10;

        @AttributeDefinition(
                name = "Connections",
                description = "How many may be open at once; for one more the quietest without a valid token is closed",
                min = "10",
                max = "1000000")
        int connections() default 2_000;

        @AttributeDefinition(
                name = "Idle",
                description =
                        "Seconds after which a connection ends on which nothing moves, or no request has arrived whole",
                min = "1",
                max = "3600")
        double idleSeconds() default 30;

        @AttributeDefinition(
                name = "Event streams",
                description = "How many may be open at once",
                min = "0",
                max = "100000")
        int sseClients() default 500;

        @AttributeDefinition(
                name = "Token file",
                description = "Where the administrator's token lies; it is made if it is not there")
        String tokenFile() default "var/admin.token";

        @AttributeDefinition(
                name = "Connections from one address",
                description = "How many may be open at once without a valid token; for one more the quietest is closed",
                min = "1",
                max = "1000000")
        int connectionsPerAddress() default 100;

        @AttributeDefinition(
                name = "Proxies",
                description =
                        "Addresses and ranges, with commas between, whose Forwarded and X-Forwarded headers are believed",
                required = false)
        String proxies() default "";

        @AttributeDefinition(
                name = "Certificate",
                description = "A PEM file with the certificate and its chain: the port speaks TLS",
                required = false)
        String tls_certificate() default "";

        @AttributeDefinition(name = "Key", description = "A PEM file with its private key", required = false)
        String tls_key() default "";

        @AttributeDefinition(name = "HSTS", description = "Whether browsers are told to come by TLS only")
        boolean tls_hsts() default false;
    }

    /** Told of a change, on the thread that made it: it must not block. */
    interface Listener {
        void changed(Settings before, Settings now);
    }

    @Activate
    public Configuration(Config config) {
        settings = Settings.of(config, Settings.DEFAULT, problems, LOG::error);
    }

    /** Settings that are not read from a file. */
    Configuration(Settings settings) {
        this.settings = settings;
    }

    @Modified
    void modified(Config config) {
        change(Settings.of(config, settings, problems, LOG::warn));
    }

    void change(Settings now) {
        var before = settings;
        settings = now;
        listeners.forEach(listener -> listener.changed(before, now));
    }

    @Override
    public ConfigProblems configProblems() {
        return problems;
    }

    /** @param effective in place of what is written, which cannot be used now */
    void cannotUse(String key, String effective, String reason) {
        problems.refuse(key, effective, reason);
    }

    void canUse(String... keys) {
        problems.clear(keys);
    }

    /** What cannot be used, for people; empty when everything can. */
    String troubles() {
        return new TreeMap<>(problems.unusable())
                .entrySet().stream()
                        .map(each -> "; " + each.getKey() + " cannot be used: "
                                + each.getValue().reason())
                        .collect(Collectors.joining());
    }

    Settings settings() {
        return settings;
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }
}
