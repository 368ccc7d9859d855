package cloud.dispatcher.engine.executors;

import cloud.dispatcher.spi.Executor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the executors that are there now, by name; one that is taken away goes when its calls have ended. Immediate, so that it is one for the life of the process. */
@Component(immediate = true, service = ExecutorBook.class)
public final class ExecutorBook {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorBook.class);

    /** A call is short; one that hangs keeps nobody. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Executor> byName = new ConcurrentHashMap<>();

    /** The calls of each executor that are under way, and one party for its being there. */
    private final Map<Executor, Phaser> calls = new ConcurrentHashMap<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public ExecutorBook() {}

    /** Also called by whoever runs the engine without OSGi. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addExecutor(Executor executor) {
        var name = executor.describe().name();
        calls.put(executor, new Phaser(1));
        byName.put(name, executor);
        LOG.info("Executor {} is there. Its operations go on.", name);
        listeners.forEach(Runnable::run);
    }

    /**
     * Gives no step to it any more, and waits for the calls under way, also where another of its name came before it goes: its bundle is
     * stopped, perhaps uninstalled, on return. Where nobody works they have had their time.
     */
    public void removeExecutor(Executor executor) {
        var name = executor.describe().name();
        var hasNoOther = byName.remove(name, executor);
        var left = calls.remove(executor);
        if (left != null && !listeners.isEmpty() && !end(left)) {
            LOG.warn(
                    "A call of executor {} did not end within {}: it goes nevertheless. A step is tried again.",
                    name,
                    PATIENCE);
        }
        if (hasNoOther) {
            LOG.info("Executor {} went. Its operations wait until it is there again.", name);
        }
    }

    private static boolean end(Phaser left) {
        try {
            left.awaitAdvanceInterruptibly(left.arriveAndDeregister(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes a call that holds the executor here until it has returned, where it still is here. */
    public <T, E extends Exception> T during(Executor executor, Call<T, E> call) throws E {
        var under = calls.getOrDefault(executor, new Phaser());
        under.register();
        try {
            return call.make();
        } finally {
            under.arriveAndDeregister();
        }
    }

    /** A call to a cloud. */
    public interface Call<T, E extends Exception> {
        T make() throws E;
    }

    public Optional<Executor> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Executor> all() {
        return List.copyOf(byName.values());
    }

    /** Calls when an executor came, on the thread that brought it: only wake somebody up there. */
    public Arrivals onArrival(Runnable wake) {
        listeners.add(wake);
        return () -> listeners.remove(wake);
    }

    /** Ends the calls. */
    public interface Arrivals extends AutoCloseable {
        @Override
        void close();
    }
}
