package cloud.dispatcher.pinger;

import cloud.dispatcher.api.Switch;
import cloud.dispatcher.state.Targets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what a container that has the pinger does not have. */
@Component(
        service = {},
        immediate = true) // immediate: nobody asks it
public final class Lacking {
    private static final Logger LOG = LoggerFactory.getLogger(Lacking.class);

    /** What is started together with the pinger is there by then. */
    private static final int PATIENCE_SECONDS = 10;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "pinger-lacking"));

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Targets store;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Switch dispatcher;

    @Activate
    public Lacking() {}

    @Activate
    void start() {
        var unused =
                timer.schedule(() -> says(store, dispatcher).ifPresent(LOG::warn), PATIENCE_SECONDS, TimeUnit.SECONDS);
        timer.shutdown(); // after this one task
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    /** Whether they are there is all that counts. */
    static Optional<String> says(@Nullable Object store, @Nullable Object dispatcher) {
        if (store == null) {
            return Optional.of(
                    "The pinger does not work: this container has no store, or one that could not be opened. "
                            + "It begins when a store is there; feature:install dispatcher-store adds one.");
        }
        if (dispatcher == null) {
            return Optional.of(
                    "This container has a pinger and no dispatcher: it heartbeats the servers that its store knows, "
                            + "nobody launches others or looks into what is DOWN. feature:install dispatcher adds one.");
        }
        return Optional.empty();
    }
}
