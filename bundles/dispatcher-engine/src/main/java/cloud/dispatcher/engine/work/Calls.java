package cloud.dispatcher.engine.work;

import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.state.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls to clouds that are under way in this process, and when those that were lost can no longer arrive. It outlives the worker: a
 * call that was begun before a stop still holds its server's turn after the next start.
 */
@Component(immediate = true, service = Calls.class) // else it would go with the worker, which alone asks for it
public final class Calls implements Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** A thread is held so long after its job failed, or the same would happen again at once. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Threads of one account. */
    static final int THREADS = 32;

    /** Threads of all accounts together, beyond which each account has only its {@link #OWN}. */
    static final int ALL_THREADS = 256;

    /** Threads that an account has whatever the others hold: a hundred clouds that hang keep no other waiting. */
    static final int OWN = 2;

    /** This run of the process: a claim of another boot has lost its caller. */
    final String boot = UUID.randomUUID().toString();

    private final ExecutorService threads = Executors.newCachedThreadPool(job -> {
        var thread = new Thread(job, "dispatcher-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Engine engine;

    /** By account: since when, by server. */
    private final Map<AccountId, Map<ServerId, Long>> underWay = new HashMap<>();

    /** Threads that are at work; with the lock of {@link #underWay}. */
    private int held;

    private volatile Runnable freed = () -> {};

    final StoreTrouble trouble = new StoreTrouble();

    /** One for the process: a call that outlives a stop may lose its answer after the next start. */
    final Settling settling;

    @Activate
    public Calls(@Reference Engine engine) {
        this.engine = engine;
        settling = new Settling(engine.time(), engine.limits().step());
    }

    @Deactivate
    void stop() {
        threads.shutdownNow();
    }

    @Override
    public boolean run(AccountId account, ServerId server, Runnable job) {
        synchronized (underWay) {
            var servers = underWay.computeIfAbsent(account, a -> new HashMap<>());
            if (isFull(servers) || servers.putIfAbsent(server, System.nanoTime()) != null) {
                return false;
            }
            held++;
        }
        try {
            threads.execute(() -> work(account, server, job));
            return true;
        } catch (RuntimeException | Error e) { // no thread can be had, or this process ends
            done(account, server);
            throw e;
        }
    }

    private void work(AccountId account, ServerId server, Runnable job) {
        try {
            job.run();
        } catch (StoreException e) {
            trouble.reportOnce("A step cannot begin", e);
            LockSupport.parkNanos(PAUSE.toNanos());
        } catch (RuntimeException | Error e) {
            engine.problems().count("steps", e);
            LOG.error("A step failed with an internal error. Its operation is taken up again in {}.", PAUSE, e);
            LockSupport.parkNanos(PAUSE.toNanos());
        } finally {
            done(account, server);
        }
    }

    @Override
    public boolean holds(AccountId account, ServerId server) {
        synchronized (underWay) {
            return underWay.getOrDefault(account, Map.of()).containsKey(server);
        }
    }

    private void done(AccountId account, ServerId server) {
        synchronized (underWay) {
            var servers = underWay.getOrDefault(account, new HashMap<>());
            held -= servers.remove(server) == null ? 0 : 1;
            if (servers.isEmpty()) {
                underWay.remove(account);
            }
            underWay.notifyAll();
        }
        freed.run();
    }

    /** With the lock. */
    private boolean isFull(Map<ServerId, Long> servers) {
        return servers.size() >= (held < ALL_THREADS ? THREADS : OWN);
    }

    @Override
    public boolean isFull(AccountId account) {
        synchronized (underWay) {
            return isFull(underWay.getOrDefault(account, Map.of()));
        }
    }

    @Override
    public Set<AccountId> full() {
        synchronized (underWay) {
            return underWay.entrySet().stream()
                    .filter(entry -> isFull(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public Set<AccountId> stuck(Duration longer) {
        var before = System.nanoTime() - longer.toNanos();
        synchronized (underWay) {
            return underWay.entrySet().stream()
                    .filter(entry -> isFull(entry.getValue())
                            && entry.getValue().values().stream().allMatch(since -> since < before))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public int size() {
        synchronized (underWay) {
            return held;
        }
    }

    /** Calls whenever a thread is free again. */
    void onFreed(Runnable wake) {
        freed = wake;
    }

    /** Waits until nothing is under way, or the time is over. */
    boolean awaitQuiet(Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        synchronized (underWay) {
            while (!underWay.isEmpty()) {
                var millis = (until - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                try {
                    underWay.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }
}
