package cloud.dispatcher.store;

import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.DirectoryInUseException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again whether a store that could not be opened can be opened now. */
final class Reopening {
    private static final Logger LOG = LoggerFactory.getLogger(Reopening.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Path directory;
    private final BooleanSupplier isWanted;
    private final Runnable again;

    /**
     * @param isWanted whether anybody still wants it open
     * @param again is called once, when it can be opened
     */
    Reopening(Path directory, BooleanSupplier isWanted, Runnable again) {
        this.directory = directory;
        this.isWanted = isWanted;
        this.again = again;
    }

    void begin() {
        LOG.warn("Nothing can be stored. Whether the store can be opened is tried each {} s.", PAUSE.toSeconds());
        later();
    }

    private void later() {
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::look);
    }

    private void look() {
        if (!isWanted.getAsBoolean()) {
            return;
        }
        if (canBeOpened()) {
            again.run();
        } else {
            later();
        }
    }

    private boolean canBeOpened() {
        try {
            Store.open(directory, Clock.systemUTC()).close();
            return true;
        } catch (StoreException e) {
            LOG.debug("{} Looking again in {} s.", e.getMessage(), PAUSE.toSeconds());
            return false;
        } catch (DirectoryInUseException e) {
            return true; // whoever opens it next says so, and ends
        }
    }
}
