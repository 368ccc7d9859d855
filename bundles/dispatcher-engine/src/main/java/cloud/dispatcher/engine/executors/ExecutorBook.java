package cloud.dispatcher.engine.executors;

import cloud.dispatcher.engine.Problems;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the executors that are there now, by name, each behind its guard; one that is taken away goes when its calls have ended. Immediate,
 * so that it is one for the life of the process.
 */
@Component(immediate = true, service = ExecutorBook.class)
public final class ExecutorBook {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorBook.class);

    /** A call is short; one that hangs keeps no executor here. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is believed where no executor says it: look first, and believe in no absence for long. */
    public static final Idempotency CAUTIOUS = new Idempotency(Idempotency.Kind.LOOKUP, Duration.ofMinutes(5));

    private final Map<String, GuardedExecutor> byName = new ConcurrentHashMap<>();

    /** Also those whose name another has taken over, until they go. */
    private final List<GuardedExecutor> all = new CopyOnWriteArrayList<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Problems problems = new Problems();
    private final Watchdog watchdog = new Watchdog();

    @Activate
    public ExecutorBook() {}

    @Deactivate
    public void close() {
        watchdog.close();
    }

    /** Also called where the engine runs without OSGi. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addExecutor(Executor executor) {
        GuardedExecutor guarded;
        try {
            guarded = GuardedExecutor.of(executor, problems, watchdog);
        } catch (GuardedExecutor.BrokenException e) {
            LOG.error("{}: it is not used. Its operations wait until it is updated.", e.getMessage(), e.getCause());
            return;
        }
        var name = guarded.describe().name();
        all.add(guarded);
        byName.put(name, guarded);
        LOG.info("Executor {} is there. Its operations go on.", name);
        listeners.forEach(Runnable::run);
    }

    /**
     * Gives no step to it any more, and waits for the calls under way, also where another of its name came before it goes: its bundle is
     * stopped, perhaps uninstalled, on return. Where no worker runs they have had their time.
     */
    public void removeExecutor(Executor executor) {
        all.stream().filter(one -> one.guards(executor)).forEach(this::remove);
    }

    private void remove(GuardedExecutor left) {
        var name = left.describe().name();
        var hasNoOther = byName.remove(name, left);
        all.remove(left);
        if (!listeners.isEmpty() && !left.awaitQuiet(PATIENCE)) {
            LOG.warn(
                    "A call of executor {} did not end within {}: it goes nevertheless. A step is tried again.",
                    name,
                    PATIENCE);
        }
        if (hasNoOther) {
            LOG.info("Executor {} went. Its operations wait until it is there again.", name);
        }
    }

    /** What {@code status} tells of executors that failed by themselves. */
    public List<String> problems() {
        return problems.sentences();
    }

    public Optional<Executor> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Executor> all() {
        return List.copyOf(byName.values());
    }

    /** Calls when an executor came, on the thread that brought it: do nothing but wake a thread there. */
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
