package cloud.dispatcher.store;

import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.DirectoryInUseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store, and looks again and again whether one that could not be opened can be opened now. Only the last one that opened or
 * tried to looks, and nobody opens while another looks.
 */
final class Reopening {
    private static final Logger LOG = LoggerFactory.getLogger(Reopening.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Opening OPENING = new Opening(Configuration.DEFAULT);
    private static final Object TURN = new Object();
    private static @Nullable Reopening last;

    private final Supplier<Path> directory;
    private final BooleanSupplier isWanted;
    private final Runnable again;
    private final Executor later;
    private @Nullable Path tried;

    /**
     * @param directory where it is to be opened, by the settings of now
     * @param isWanted whether anybody still wants it open
     * @param again is called once, when it can be opened, or is to be opened elsewhere
     */
    Reopening(Supplier<Path> directory, BooleanSupplier isWanted, Runnable again) {
        this(directory, isWanted, again, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** @param later runs what it is given after a pause */
    Reopening(Supplier<Path> directory, BooleanSupplier isWanted, Runnable again, Executor later) {
        this.directory = directory;
        this.isWanted = isWanted;
        this.again = again;
        this.later = later;
    }

    /** Throws like {@link Store#open}. */
    Store open(Path there) {
        synchronized (TURN) {
            last = this;
            tried = there;
            return OPENING.at(there);
        }
    }

    void begin() {
        LOG.warn("Nothing can be stored. Whether the store can be opened is tried each {} s.", PAUSE.toSeconds());
        later();
    }

    private void later() {
        later.execute(() -> {
            try {
                look();
            } catch (RuntimeException e) { // nobody else would hear of it, and the store would stay closed for good
                LOG.error("Whether the store can be opened is not known. Looking again in {} s.", PAUSE.toSeconds(), e);
                later();
            }
        });
    }

    private void look() {
        switch (found()) {
            case UNWANTED -> LOG.debug("Whether the store can be opened need not be looked for any more.");
            case LOCKED -> later();
            case OPEN -> again.run();
        }
    }

    private enum Found {
        UNWANTED,
        LOCKED,
        OPEN
    }

    /** Another directory is for the next start to open, which tells what is wrong with it. */
    private Found found() {
        synchronized (TURN) {
            if (last != this || !isWanted.getAsBoolean()) {
                return Found.UNWANTED;
            }
            var wanted = directory.get();
            return !wanted.equals(tried) || canBeOpened(wanted) ? Found.OPEN : Found.LOCKED;
        }
    }

    private static boolean canBeOpened(Path directory) {
        try {
            OPENING.at(directory).close();
            return true;
        } catch (StoreException e) {
            LOG.debug("{} Looking again in {} s.", e.getMessage(), PAUSE.toSeconds());
            return false;
        } catch (DirectoryInUseException e) {
            return true; // whoever opens it next says so, and ends
        }
    }
}
