package cloud.dispatcher.engine;

import cloud.dispatcher.spi.Executor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the executors that are there now, by name. Immediate, so that it is one for the life of the process. */
@Component(immediate = true, service = ExecutorBook.class)
public final class ExecutorBook {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorBook.class);

    private final Map<String, Executor> byName = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public ExecutorBook() {}

    /** Also called by whoever runs the engine without OSGi. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addExecutor(Executor executor) {
        var name = executor.describe().name();
        byName.put(name, executor);
        LOG.info("Executor {} is there. Its operations go on.", name);
        listeners.forEach(Runnable::run);
    }

    public void removeExecutor(Executor executor) {
        var name = executor.describe().name();
        if (byName.remove(name, executor)) {
            LOG.info("Executor {} went. Its operations wait until it is there again.", name);
        }
    }

    Optional<Executor> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Executor> all() {
        return List.copyOf(byName.values());
    }

    /** Calls when an executor came, on the thread that brought it: only wake somebody up there. */
    Arrivals onArrival(Runnable wake) {
        listeners.add(wake);
        return () -> listeners.remove(wake);
    }

    /** Ends the calls. */
    interface Arrivals extends AutoCloseable {
        @Override
        void close();
    }
}
