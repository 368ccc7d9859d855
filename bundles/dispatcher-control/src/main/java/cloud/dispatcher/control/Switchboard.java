package cloud.dispatcher.control;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out starts and stops one after another, and remembers the wish: the last one counts until it comes true. Whatever calls may do
 * so from any thread.
 */
final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final Turns turns;
    private final Sequence sequence;
    private final Starter starter;
    private final WishFile wish;
    private final Runnable pinger;

    /** @param pinger starts the pinger, if there is one */
    Switchboard(Turns turns, Sequence sequence, Starter starter, WishFile wish, Runnable pinger) {
        this.turns = turns;
        this.sequence = sequence;
        this.starter = starter;
        this.wish = wish;
        this.pinger = pinger;
    }

    /** Makes the dispatcher what it was wished to be, started if nothing ever was; does not wait for it. */
    void restore() {
        turns.execute(() -> {
            if (remembered() == Wish.STOPPED) {
                LOG.info("The dispatcher stays stopped, as it was wished. Start it with bin/dispatcher start.");
                return;
            }
            starter.watch(begin());
        });
    }

    /** @throws StartException with the reason; the dispatcher is then stopped, and tried again until it runs or {@link #stop} is called */
    void start() throws StartException {
        var start = turns.call(() -> {
            try {
                wish.write(Wish.STARTED);
            } catch (IOException e) {
                throw new StartException(wish.path() + " cannot be written: " + e, e);
            }
            var begun = begin();
            starter.limit(begun);
            return begun;
        });
        Turns.result(start.done());
    }

    /** Returns when every stage is closed. */
    void stop() {
        try {
            turns.call(() -> {
                remember();
                if (starter.isWished()) {
                    LOG.info("Stopping Dispatcher.");
                    starter.end(new StartException("The dispatcher was stopped while it started."));
                    LOG.info("The dispatcher is stopped; the pinger goes on.");
                }
                return true;
            });
        } catch (StartException goingDown) {
            LOG.warn("The stop was not waited for: {}", goingDown.getMessage());
        }
    }

    /** Closes every stage in order, within the time of a stop; the wish stays what it is. */
    void close() {
        try {
            turns.call(() -> {
                if (starter.isWished()) {
                    LOG.info("The container ends. Stopping Dispatcher before it.");
                    starter.end(new StartException("The container ends."));
                }
                return true;
            });
        } catch (StartException goingDown) {
            LOG.debug("The stages end with the container.", goingDown);
        }
    }

    private void remember() {
        try {
            wish.write(Wish.STOPPED);
        } catch (IOException e) {
            LOG.error(
                    "{} cannot be written: {}. The dispatcher stops now, and may run again when the container was restarted.",
                    wish.path(),
                    e.toString());
        }
    }

    boolean isRunning() {
        return starter.isRunning();
    }

    List<String> summary() {
        return starter.summary();
    }

    Optional<String> whyNot() {
        return starter.whyNot();
    }

    void arrived(String name, Stage stage) {
        sequence.arrived(name, stage);
        look();
    }

    void left(String name, Stage stage) {
        sequence.left(name, stage);
        look();
    }

    /** Looks again at which stages are expected. */
    void look() {
        turns.execute(starter::advance);
    }

    private Wish remembered() {
        try {
            return wish.read().orElse(Wish.STARTED);
        } catch (IOException e) {
            LOG.warn("{}. The dispatcher starts.", e.getMessage());
            return Wish.STARTED;
        }
    }

    private Starter.Start begin() {
        try {
            pinger.run();
        } catch (RuntimeException ours) {
            LOG.error("The pinger did not start. The dispatcher starts all the same.", ours);
        }
        return starter.begin();
    }
}
