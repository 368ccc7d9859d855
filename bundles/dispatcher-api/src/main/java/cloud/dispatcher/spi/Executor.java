package cloud.dispatcher.spi;

import cloud.dispatcher.model.Catalog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks to one kind of cloud. Register it as an OSGi service, a component with the property {@link #NAME}.
 *
 * <p>Every method is one short piece of work on the caller's thread, and may run on several threads at once, for several accounts.
 * An executor keeps no facts: connections and caches may vanish at any moment.
 */
@ConsumerType
public interface Executor {

    /** Property of the component: what {@link #describe()} calls it. By it an executor counts as installed while the dispatcher is stopped. */
    String NAME = "dispatcher.executor";

    /** What this executor is and asks for. Never blocks, always the same. */
    Description describe();

    /** What keeps a repeated create from making a second thing in this account. Never blocks. */
    default Idempotency idempotency(Access access) {
        return describe().idempotency();
    }

    /**
     * What is wrong with an account's settings beyond the types and choices that {@link #describe()} tells, in one sentence for people that
     * shows no credential. Asks no cloud.
     */
    default Optional<String> objection(Access access) {
        return Optional.empty();
    }

    /**
     * Takes one short step of an operation. It may be called again with the same order after a crash, so it first looks for what an
     * earlier call may have left whenever {@link Order#before()} says so.
     *
     * <p>A step creates at most one thing, and only one that {@link Order#ledger()} holds. Needing another, it returns
     * {@link Outcome.Again} with intents, and creates it in the next step.
     *
     * <p>The create carries token, unique name or tag in the same call. Whatever a step may have created is in what it returns as seen;
     * where it cannot tell, it returns {@link Outcome.Failed} with POSSIBLE. When several things answer to one token, all are returned as
     * seen, and none is touched and nothing created: the engine decides.
     *
     * @return what it led to; the cloud's errors are {@link Outcome.Failed}, never exceptions
     */
    Outcome step(Order order);

    /**
     * One page of everything of ours in the account: what carries our installation's tag or name.
     *
     * @param page what the page before named as next, or null for the first
     * @throws CloudException when the cloud does not answer or refuses
     */
    Listing list(Access access, @Nullable String page) throws CloudException;

    /**
     * What the cloud shows of one thing now: by its cloud id where the line has one, else (the way to find doubles) by token, unique name or
     * tag.
     *
     * @return one sighting; none when the cloud does not show it; several when more than one thing answers to the token
     * @throws CloudException when the cloud does not answer or refuses; absence is no exception
     */
    List<Sighting> look(Access access, LedgerLine resource) throws CloudException;

    /**
     * What can be asked for in this account.
     *
     * @throws CloudException when the cloud does not answer or refuses
     */
    Catalog catalog(Access access) throws CloudException;
}
