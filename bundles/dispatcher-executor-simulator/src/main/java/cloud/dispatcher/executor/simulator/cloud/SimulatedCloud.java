package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.Force;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cloud in one process. Each account has its truth in {@code <folder>/<account id>/truth.jsonl}, from which everything is brought back
 * when the cloud is opened. Safe for any number of threads.
 */
public final class SimulatedCloud implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCloud.class);
    private static final String FILE = "truth.jsonl";

    private final Path folder;
    private final Clock clock;
    private final Network network;
    private final Latency latency;
    private final Addresses addresses;
    private final Map<String, Region> regions = new ConcurrentHashMap<>();
    private final Map<String, Chance> chances = new ConcurrentHashMap<>();
    private final Profiles profiles = new Profiles();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private final @Nullable Listeners listeners;
    private volatile Faults faults = Faults.NONE;

    /** A cloud with real listeners. */
    SimulatedCloud(Path folder, Clock clock, Listeners listeners) {
        this(folder, clock, listeners, duration -> Thread.sleep(duration.toMillis()), listeners);
        listeners.start(this::settle);
    }

    /** A cloud whose servers nobody can connect to, and whose calls take no time: for tests. */
    public SimulatedCloud(Path folder, Clock clock) {
        this(folder, clock, Latency.NONE);
    }

    /** A cloud whose servers nobody can connect to. */
    SimulatedCloud(Path folder, Clock clock, Latency latency) {
        this(folder, clock, Network.NONE, latency, null);
    }

    private SimulatedCloud(Path folder, Clock clock, Network network, Latency latency, @Nullable Listeners listeners) {
        this.folder = folder;
        this.addresses = new Addresses(folder.toAbsolutePath().normalize().toString());
        this.clock = clock;
        this.network = network;
        this.latency = latency;
        this.listeners = listeners;
        bringBack();
    }

    private void bringBack() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var accounts = Files.list(folder)) {
            accounts.filter(account -> Files.exists(account.resolve(FILE)))
                    .forEach(account -> bringBack(account.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
        }
        settle();
        LOG.debug("The simulated cloud is back, with {} accounts, from {}", regions.size(), folder);
    }

    private void bringBack(String account) {
        try {
            region(account);
        } catch (UnreadableTruthException | UncheckedIOException e) {
            LOG.error(
                    "The simulated cloud of account {} is not brought back: {}. Its servers do not answer. Mend the file; the next"
                            + " call to this account reads it again.",
                    account,
                    e.getMessage());
        }
    }

    /**
     * The cloud as one account sees it.
     *
     * @throws IllegalArgumentException when a setting is wrong, in one sentence
     * @throws UnreadableTruthException when its truth does not tell what is true
     */
    public Session session(String account, Map<String, String> settings) {
        return new Session(
                this,
                account,
                region(account),
                profile(settings),
                chances.computeIfAbsent(account, name -> new Chance()));
    }

    /** How the cloud treats an account with such settings; throws like {@link #session}. */
    public Profile profile(Map<String, String> settings) {
        return profiles.of(settings);
    }

    private Region region(String account) {
        return regions.computeIfAbsent(account, name -> new Region(truth(name), addresses, network));
    }

    /** Where an account's truth is. */
    public Path truth(String account) {
        return folder.resolve(account).resolve(FILE);
    }

    /** Lets everything happen that is due by now; so does every call, in its own account. */
    public void settle() {
        var now = now();
        regions.values().forEach(region -> region.settle(now));
    }

    /** From now on these decide over every call. */
    public void inject(Faults newFaults) {
        faults = newFaults;
    }

    /** How many calls were made. */
    public long calls() {
        return calls.get();
    }

    /** Lets the calls that are under way arrive, in the order in which they were sent. Returns how many they were. */
    public int deliverHeld() {
        var delivered = 0;
        for (var call = held.poll(); call != null; call = held.poll()) {
            call.run();
            delivered++;
        }
        return delivered;
    }

    /** Somebody else removes a thing. */
    public void removeBehindOurBack(String id) {
        holding(id).delete(id, "somebody else", Duration.ZERO, now());
    }

    /** Somebody else stops a server. */
    public void stopBehindOurBack(String id) {
        holding(id).stop(id, "somebody else", Force.HARD, Profile.of(Map.of()), now());
    }

    /** A server breaks. */
    public void breakBehindOurBack(String id) {
        holding(id).fail(id, "somebody else", now());
    }

    /** Somebody else makes another thing with the same tags. Returns its id. */
    public String doubleBehindOurBack(String id) {
        return holding(id).makeDouble(id, now()).id();
    }

    private Region holding(String id) {
        settle();
        return regions.values().stream()
                .filter(region -> region.holds(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing has the id " + id));
    }

    /** The cloud's time, as precise as its truth writes it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    long nextCall() {
        return calls.incrementAndGet();
    }

    Faults faults() {
        return faults;
    }

    Latency latency() {
        return latency;
    }

    void hold(Runnable call) {
        held.add(call);
    }

    /** Closes the truth and every port. Nothing may be called afterwards. */
    @Override
    public void close() {
        if (listeners != null) {
            listeners.close();
        }
        regions.values().forEach(Region::close);
    }
}
