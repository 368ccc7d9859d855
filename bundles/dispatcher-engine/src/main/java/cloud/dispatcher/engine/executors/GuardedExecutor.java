package cloud.dispatcher.engine.executors;

import cloud.dispatcher.engine.Problems;
import cloud.dispatcher.model.Catalog;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.CloudError;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Description;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Listing;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way into an executor. Whatever it does, it harms one operation at most: a call that takes longer than it may is interrupted,
 * and an exception or error that is not the cloud's becomes a fault of the operation that made the call. Both are logged once, counted,
 * and told by {@code status}.
 *
 * <p>What an executor answers of itself ("never blocks") is asked on a thread of its own and kept: the dispatch loop must not hang in it.
 */
final class GuardedExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedExecutor.class);

    /** How long a call takes that has no limit of its own. */
    private static final Duration CALL = Duration.ofSeconds(60);

    /** What a call may take beyond its limit, which its client should have kept. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long an answer takes that needs no cloud. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Accounts whose class of idempotency is kept. */
    private static final int KEPT = 1_000;

    private final Executor executor;
    private final Description description;
    private final Problems problems;
    private final Watchdog watchdog;

    /** The calls under way, and one party for the executor's being there. */
    private final Phaser calls = new Phaser(1);

    private final Map<Map<String, String>, Idempotency> idempotencies = new LinkedHashMap<>();

    private GuardedExecutor(Executor executor, Description description, Problems problems, Watchdog watchdog) {
        this.executor = executor;
        this.description = description;
        this.problems = problems;
        this.watchdog = watchdog;
    }

    /** @throws BrokenException when it cannot even say what it is */
    static GuardedExecutor of(Executor executor, Problems problems, Watchdog watchdog) throws BrokenException {
        var subject = executor.getClass().getName();
        try {
            return new GuardedExecutor(executor, watchdog.answer(executor::describe, ANSWER), problems, watchdog);
        } catch (Exception | Error e) { // foreign code: nothing that it throws may go further
            problems.count("executor " + subject, e);
            throw new BrokenException(subject, e);
        }
    }

    /** The executor cannot be used. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1;

        BrokenException(String executor, Throwable cause) {
            super("Executor " + executor + " cannot say what it is", cause);
        }
    }

    boolean guards(Executor other) {
        return executor.equals(other);
    }

    /** Waits until the calls under way have returned; false when they did not within the time. */
    boolean awaitQuiet(Duration atMost) {
        try {
            calls.awaitAdvanceInterruptibly(calls.arriveAndDeregister(), atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Description describe() {
        return description;
    }

    @Override
    public Idempotency idempotency(Access access) {
        synchronized (idempotencies) {
            var known = idempotencies.get(access.settings());
            if (known != null) {
                return known;
            }
        }
        Idempotency said;
        try {
            said = watchdog.answer(() -> executor.idempotency(access), ANSWER);
        } catch (Exception | Error e) { // foreign code: nothing that it throws may go further
            broken("idempotency", e);
            said = ExecutorBook.CAUTIOUS;
        }
        synchronized (idempotencies) {
            if (idempotencies.size() >= KEPT) {
                idempotencies.remove(idempotencies.keySet().iterator().next());
            }
            idempotencies.put(access.settings(), said);
            return said;
        }
    }

    @Override
    public Optional<String> objection(Access access) {
        try {
            return watchdog.answer(() -> executor.objection(access), ANSWER);
        } catch (Exception | Error e) { // foreign code: nothing that it throws may go further
            broken("objection", e);
            return Optional.of("The executor failed to check the settings: an internal error, see the log.");
        }
    }

    @Override
    public Outcome step(Order order) {
        try {
            return guarded("step", order.limit(), () -> executor.step(order));
        } catch (CloudException e) {
            return e.failed();
        }
    }

    @Override
    public Listing list(Access access, @Nullable String page) throws CloudException {
        return guarded("list", CALL, () -> executor.list(access, page));
    }

    @Override
    public List<Sighting> look(Access access, LedgerLine resource) throws CloudException {
        return guarded("look", CALL, () -> executor.look(access, resource));
    }

    @Override
    public Catalog catalog(Access access) throws CloudException {
        return guarded("catalog", CALL, () -> executor.catalog(access));
    }

    /** A call to the cloud. */
    private interface Call<T> {
        T make() throws CloudException;
    }

    private <T> T guarded(String method, Duration limit, Call<T> call) throws CloudException {
        calls.register();
        var guard = watchdog.guard(limit.plus(GRACE));
        try {
            var answer = call.make();
            if (answer == null) {
                throw new IllegalStateException(method + " returned null");
            }
            return answer;
        } catch (CloudException e) {
            throw e;
        } catch (Exception | Error e) { // foreign code: nothing else that it throws may go further
            if (guard.hasBarked()) {
                throw failed(Fault.TIMEOUT, "the executor did not answer within " + limit.toSeconds() + " s");
            }
            broken(method, e);
            throw failed(Fault.INTERNAL, "the executor failed: " + e.getClass().getSimpleName());
        } finally {
            guard.close();
            calls.arriveAndDeregister();
        }
    }

    private static CloudException failed(Fault fault, String words) {
        return new CloudException(new Outcome.Failed(fault, Effect.POSSIBLE, CloudError.of(words), null));
    }

    private void broken(String method, Throwable failure) {
        var count = problems.count("executor " + description.name(), failure);
        LOG.error(
                "Executor {} failed in {}, {}. What needed it is tried again or fails; the others go on.",
                description.name(),
                method,
                count == 1 ? "for the first time" : "for the " + count + "th time",
                failure);
    }
}
