package cloud.dispatcher.engine.work;

import cloud.dispatcher.state.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log once that the store hinders the work, however many tries it hinders, and once that it is over. */
final class StoreTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(StoreTrouble.class);

    private final AtomicBoolean isTold = new AtomicBoolean();

    /** @param what cannot be done, the beginning of a sentence: "A step cannot begin" */
    void reportOnce(String what, StoreException why) {
        if (why.isClosed()) {
            LOG.debug("{}: {}", what, why.getMessage());
        } else if (isTold.compareAndSet(false, true)) {
            LOG.error("{}: {} Work that needs it waits; it is tried again each second.", what, why.getMessage());
        } else {
            LOG.debug("{}: {}", what, why.getMessage());
        }
    }

    /** Something was stored. */
    void hasEnded() {
        if (isTold.compareAndSet(true, false)) {
            LOG.info("The store takes the work again.");
        }
    }
}
