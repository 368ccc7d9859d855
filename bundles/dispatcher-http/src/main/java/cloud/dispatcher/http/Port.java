package cloud.dispatcher.http;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port as a stage of the dispatcher. While it is open it follows what changes: another port in the configuration, and another server
 * when Pax Web builds one.
 */
@Component(immediate = true, property = Stage.NAME + "=" + Stage.PORT)
@SatisfyingConditionTarget("(osgi.condition.id=" + Stage.CONDITION + ")")
public final class Port implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Port.class);
    private static final Duration SERVER_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    /** The keys that move the port; what is written there may turn out not to be usable. */
    private static final String[] MOVING = {Settings.PORT, Settings.HOST, Settings.CERTIFICATE};

    private final Configuration configuration;
    private final Traffic traffic;
    private final Duration pause;
    private final Configuration.Listener listener = (before, now) -> changed(before, now);

    /** Whether the stage is open, also while the server is missing. */
    private boolean isWished;

    private @Nullable StartedServer server;
    private volatile @Nullable OpenPort open;

    /** Why it was lost while the stage is open, and is not there again; null while it is. */
    private @Nullable String lost;

    @Activate
    public Port(@Reference Configuration configuration, @Reference Traffic traffic) {
        this(configuration, traffic, BETWEEN_ATTEMPTS);
    }

    /** @param pause between two attempts to have a port back that was lost */
    Port(Configuration configuration, Traffic traffic, Duration pause) {
        this.configuration = configuration;
        this.traffic = traffic;
        this.pause = pause;
    }

    @Activate
    void start() {
        configuration.add(listener);
    }

    @Deactivate
    void stop() {
        configuration.remove(listener);
        close(Duration.ZERO);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    synchronized void addServer(StartedServer started) {
        server = started;
        notifyAll();
        if (isWished) {
            LOG.info("Pax Web has built its server anew. The port is opened on it.");
            follow();
        }
    }

    synchronized void removeServer(StartedServer stopping) {
        if (stopping.equals(server)) {
            server = null;
            shut();
        }
    }

    @Override
    public synchronized void open() throws StartException {
        if (isWished) {
            return;
        }
        var present = await();
        traffic.open();
        try {
            open = OpenPort.on(present.server(), configuration.settings());
            isWished = true;
        } catch (StartException e) {
            traffic.end(Duration.ZERO);
            throw e;
        }
        LOG.info("The API answers on {}.", open.place());
        if (configuration.settings().isInClear()) {
            LOG.warn(
                    "The API answers on {} without TLS: whoever can read along in that network learns the token and every credential that is sent."
                            + " Set tls.certificate and tls.key in etc/{}.cfg, or host = 127.0.0.1 and put a proxy with TLS before it (docs/security.md).",
                    open.place(),
                    Settings.PID);
        }
    }

    private StartedServer await() throws StartException {
        long end = System.nanoTime() + SERVER_WITHIN.toNanos();
        try {
            for (long left = SERVER_WITHIN.toMillis(); server == null && left > 0; left = left(end)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (server == null) {
            throw new StartException("there is no web server; see whether the feature dispatcher-web is installed");
        }
        return server;
    }

    private static long left(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    @Override
    public synchronized void close(Duration atMost) {
        if (!isWished) {
            return;
        }
        isWished = false;
        lost = null;
        configuration.canUse(MOVING);
        if (open != null) {
            open.refuse();
        }
        try {
            traffic.end(atMost);
        } finally {
            shut(); // also after an error of ours: a port that stays open keeps the next start from it
        }
        LOG.info("The port is closed.");
    }

    private void shut() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public synchronized String summary() {
        if (open != null) {
            return "answers on " + open.place() + configuration.troubles();
        }
        return lost == null ? "" : "answers nowhere: " + lost + "; tried again every " + pause.toSeconds() + " s";
    }

    @Override
    public synchronized List<String> entryPoints() {
        if (open == null) {
            return List.of();
        }
        var token = configuration.settings().tokenFile().toString();
        var word = token.matches("[\\w/.,:@%+=-]+") ? token : "'" + token.replace("'", "'\\''") + "'";
        return List.of("page:  " + open.url(), "token: cat " + word);
    }

    private void changed(Settings before, Settings now) {
        var present = open;
        if (before.isElsewhere(now)) {
            follow();
        } else if (present != null) {
            present.follow(now);
        }
    }

    /** On a thread of its own: whoever changes the configuration or builds the server must not wait for the port. */
    private void follow() {
        new Thread(this::reopen, "http-port").start();
    }

    private void followLater() {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::follow);
    }

    /**
     * The new port is open before the old one is closed, unless only the address is another: both at once cannot be had. If the new one
     * cannot be opened, the old one stays, or comes back.
     */
    private synchronized void reopen() {
        if (!isWished || server == null) {
            return;
        }
        var before = open;
        var wished = configuration.settings();
        if (before != null && !before.settings().isElsewhere(wished)) {
            configuration.canUse(MOVING);
            return; // it was opened with these settings after they changed, or they are what they were again
        }
        try {
            if (before != null && before.isAt(wished.port())) {
                leave();
            }
            var next = OpenPort.on(server.server(), wished);
            leave();
            open = next;
            lost = null;
            configuration.canUse(MOVING);
            LOG.info("The API answers on {}.", open.place());
        } catch (StartException e) {
            if (open == null && before != null) {
                comeBack(server, before.settings());
            }
            if (open != null) {
                LOG.error("The port cannot be opened: {}. It stays as it was.", e.getMessage());
                refuse(wished, open.settings(), String.valueOf(e.getMessage()));
                return;
            }
            if (!String.valueOf(e.getMessage()).equals(lost)) {
                lost = e.getMessage();
                LOG.error("Nothing answers: {}. It is tried again every {} s.", lost, pause.toSeconds());
            }
            followLater();
        }
    }

    private void refuse(Settings wished, Settings counts, String why) {
        configuration.canUse(MOVING);
        if (wished.port() != counts.port()) {
            configuration.cannotUse(Settings.PORT, String.valueOf(counts.port()), why);
        }
        if (!wished.host().equals(counts.host())) {
            configuration.cannotUse(Settings.HOST, counts.host(), why);
        }
        if (!wished.tls().equals(counts.tls())) {
            configuration.cannotUse(Settings.CERTIFICATE, counts.tls().certificate(), why);
        }
    }

    private void leave() {
        if (open != null) {
            open.refuse();
            traffic.move();
            shut();
        }
    }

    private void comeBack(StartedServer present, Settings before) {
        try {
            open = OpenPort.on(present.server(), before);
        } catch (StartException e) {
            LOG.error("The port of before cannot be opened again either: {}.", e.getMessage());
        }
    }
}
