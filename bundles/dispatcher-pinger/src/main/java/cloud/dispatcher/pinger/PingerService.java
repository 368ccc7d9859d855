package cloud.dispatcher.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Seconds;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Targets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pinger as others see it. It has no condition: it works from the first moment, whether the dispatcher runs or not. */
@Component(configurationPid = PingerService.PID, immediate = true) // immediate: it works unasked
@Designate(ocd = PingerService.Config.class)
public final class PingerService implements Pinger {
    static final String PID = "cloud.dispatcher.pinger";

    private static final Logger LOG = LoggerFactory.getLogger(PingerService.class);

    @ObjectClassDefinition(name = "Dispatcher pinger", description = "Heartbeats of servers")
    public @interface Config {
        @AttributeDefinition(
                name = "Every",
                description = "Seconds between two heartbeats of one server",
                min = "0.2",
                max = "3600")
        double everySeconds() default 5;

        @AttributeDefinition(
                name = "Timeout",
                description = "Seconds that an answer may take, and never longer than everySeconds",
                min = "0.05",
                max = "60")
        double timeoutSeconds() default 2;

        @AttributeDefinition(
                name = "Misses",
                description = "So many probes in a row without an answer, and it is DOWN",
                min = "1",
                max = "100")
        int misses() default 3;

        @AttributeDefinition(
                name = "Answers",
                description = "So many answers in a row, and it is UP",
                min = "1",
                max = "100")
        int answers() default 2;

        @AttributeDefinition(
                name = "Patience",
                description = "Seconds that a server may stay silent that has just begun to run",
                min = "0",
                max = "3600")
        double patienceSeconds() default 60;

        @AttributeDefinition(
                name = "Persist every",
                description =
                        "Seconds between two records of last-seen, round trip and loss; longer with more servers than 1,000 for each of these seconds",
                min = "1",
                max = "3600")
        double persistEverySeconds() default 5;

        @AttributeDefinition(
                name = "Connections",
                description = "TCP probes under way at a time",
                min = "1",
                max = "60000")
        int connections() default 4096;
    }

    private final Targets targets;
    private final Heartbeats heartbeats;
    private final Journal journal;
    private volatile Settings settings;
    private @Nullable Rounds rounds;
    private Instant stoppedAt = Instant.now();

    @Activate
    public PingerService(
            Config config, @Reference Targets targets, @Reference Heartbeats heartbeats, @Reference Journal journal) {
        this.targets = targets;
        this.heartbeats = heartbeats;
        this.journal = journal;
        this.settings = Settings.of(config);
    }

    @Activate
    @Override
    public synchronized void start() {
        if (rounds != null) {
            return;
        }
        rounds = new Rounds(targets, heartbeats, journal, () -> settings);
        LOG.info("The pinger asks every server each {} s, by {}.", seconds(), rounds.says());
    }

    /** Taken over at the next tick; no probe and no tick is lost. */
    @Modified
    void modified(Config config) {
        settings = Settings.of(config);
    }

    @Deactivate
    @Override
    public synchronized void stop() {
        if (rounds == null) {
            return;
        }
        rounds.close();
        rounds = null;
        stoppedAt = Instant.now();
        LOG.info("The pinger has stopped.");
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }

    @Override
    public synchronized Optional<Instant> stoppedAt() {
        return rounds == null ? Optional.of(stoppedAt) : Optional.empty();
    }

    @Override
    public synchronized String summary() {
        return rounds == null
                ? "stopped since " + stoppedAt.truncatedTo(ChronoUnit.SECONDS)
                : rounds.summary() + "; each asked every " + seconds() + " s by " + rounds.says();
    }

    @Override
    public List<String> problems() {
        var now = now();
        return now == null ? List.of() : now.problems();
    }

    @Override
    public List<Watched> watched() {
        var now = now();
        return now == null
                ? List.of()
                : now.watched().stream()
                        .sorted(Comparator.comparing(Watched::name).thenComparing(Watched::server))
                        .toList();
    }

    @Override
    public Optional<Watched> watched(ServerId server) {
        return watched().stream().filter(one -> one.server().equals(server)).findFirst();
    }

    @Override
    public Answer probe(ServerId server) throws InterruptedException {
        var now = now();
        if (now == null) {
            throw new RejectedException(Refusal.CONFLICT, "The pinger is stopped. Start it with pinger:start.");
        }
        var watched = watched(server)
                .orElseThrow(() -> new RejectedException(
                        Refusal.NOT_FOUND,
                        "The pinger knows no server " + server + ": it is gone, or has no address yet."));
        return now.probe(watched);
    }

    /** Null while it is stopped. */
    private synchronized @Nullable Rounds now() {
        return rounds;
    }

    private String seconds() {
        return Seconds.toText(settings.every());
    }
}
