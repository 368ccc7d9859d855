package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ResourceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one account holds in truth, for any number of threads, which take turns. */
final class Region {
    private final Holdings holdings;
    private final Creating creating;
    private final Changing changing;

    /**
     * Opens the account's truth and brings back what it tells of.
     *
     * @throws UnreadableTruthException where it does not tell
     */
    Region(Path file, Addresses addresses, Network network) {
        this.holdings = new Holdings(file, addresses, network);
        this.creating = new Creating(holdings, addresses);
        this.changing = new Changing(holdings);
    }

    /** Lets everything happen that is due by now. */
    synchronized void settle(Instant now) {
        holdings.settle(now);
    }

    /** Enters something that happens later; it dies with the process. */
    synchronized void later(Instant due, Runnable effect) {
        holdings.later(due, effect);
    }

    /** Makes a thing, or does with a token or name that was used what the account's class of idempotency says. */
    synchronized Thing create(Creation order, Profile profile, Instant now) {
        return creating.create(order, profile, now);
    }

    /** Makes another thing with the tags of the first, as a person can who clones it. */
    synchronized Thing makeDouble(String id, Instant now) {
        return creating.makeDouble(id, now);
    }

    /** The thing breaks: it stays there, and does nothing any more. */
    synchronized Thing fail(String id, @Nullable String by, Instant now) {
        return changing.fail(id, by, now);
    }

    synchronized Thing start(String id, @Nullable String by, Profile profile, Instant now) {
        return changing.start(id, by, profile, now);
    }

    synchronized Thing stop(String id, @Nullable String by, Force force, Profile profile, Instant now) {
        return changing.stop(id, by, force, profile, now);
    }

    /** Reboots it, once for each operation. */
    synchronized Thing reboot(String id, String by, Profile profile, Instant now) {
        return changing.reboot(id, by, profile, now);
    }

    synchronized Thing pause(String id, @Nullable String by, Instant now) {
        return changing.pause(id, by, now);
    }

    synchronized Thing resume(String id, @Nullable String by, Instant now) {
        return changing.resume(id, by, now);
    }

    /**
     * Deletes it; a server goes down first, and is TERMINATING for that long. The answer for what is gone is TERMINATED. A volume is not
     * deleted while its server is there.
     */
    synchronized Thing delete(String id, @Nullable String by, Duration time, Instant now) {
        return changing.delete(id, by, time, now);
    }

    /** The thing of an id; refused when there is none. */
    synchronized Thing get(String id) {
        return holdings.get(id);
    }

    synchronized boolean holds(String id) {
        return holdings.stock().byId(id) != null;
    }

    /** What carries a unique name and is visible by now. */
    synchronized List<Thing> find(ResourceKind kind, String unique, Instant now) {
        return holdings.find(kind, unique, now);
    }

    /** Everything of an installation after an id that is visible by now, {@code limit} at most. */
    synchronized List<Thing> list(String installation, @Nullable String after, int limit, Instant now) {
        return holdings.list(installation, after, limit, now);
    }

    synchronized void close() {
        holdings.close();
    }
}
