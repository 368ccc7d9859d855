package cloud.dispatcher.engine.work;

import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.StoryLog;
import cloud.dispatcher.engine.Time;
import cloud.dispatcher.engine.decide.Limits;
import cloud.dispatcher.engine.decide.Situation;
import cloud.dispatcher.engine.decide.Transitions;
import cloud.dispatcher.engine.executors.Defaults;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Event;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Lane;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the working parts of the engine have in common: the store, the clock, the executors, and how a situation is read from them. */
final class WorkerContext {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerContext.class);

    final Records records;
    final ExecutorBook executors;
    final Time time;
    final Settling settling;
    final StoreTrouble trouble;
    private final Engine engine;
    private final RandomGenerator random;
    private final Committer committer;

    WorkerContext(
            Records records,
            Committer committer,
            ExecutorBook executors,
            Engine engine,
            Settling settling,
            StoreTrouble trouble,
            RandomGenerator random) {
        this.records = records;
        this.committer = committer;
        this.executors = executors;
        this.engine = engine;
        this.time = engine.time();
        this.settling = settling;
        this.trouble = trouble;
        this.random = random;
    }

    /** As they are configured now. */
    Limits limits() {
        return engine.limits();
    }

    /** By the limits of now. */
    Transitions transitions() {
        return new Transitions(limits(), random);
    }

    /** The situation as it is stored now. */
    Situation situation(Work work) {
        var operation = work.operation();
        var server = records.server(operation.server()).orElseThrow();
        var ledger = records.ledger(server.id());
        var idempotency = records.account(operation.account())
                .flatMap(account ->
                        executor(account).map(executor -> executor.idempotency(access(account, work.settings()))))
                .orElse(ExecutorBook.CAUTIOUS);
        return new Situation(work, server, ledger, time.now(), idempotency, settled(idempotency, work, ledger));
    }

    /** The situation as it was, now. */
    Situation now(Situation known) {
        var settled = settled(known.idempotency(), known.work(), known.ledger());
        return new Situation(known.work(), known.server(), known.ledger(), time.now(), known.idempotency(), settled);
    }

    private Situation.Settled settled(Idempotency idempotency, Work work, List<LedgerRow> ledger) {
        return settling.after(idempotency.settlesWithin(), work.operation().id(), ledger);
    }

    Optional<Executor> executor(Account account) {
        return executors.named(account.executor());
    }

    /**
     * What an executor needs to act for the account.
     *
     * @param frozen the settings of an operation's first step; empty before it
     */
    Access access(Account account, Map<String, String> frozen) {
        var settings = frozen.isEmpty() ? settings(account) : frozen;
        return new Access(
                account.id(), account.name(), records.installation(), settings, records.credentials(account.id()));
    }

    /** The account's settings with the description's defaults filled in. */
    Map<String, String> settings(Account account) {
        return executor(account)
                .map(executor -> Defaults.filled(account.settings(), executor.describe()))
                .orElse(account.settings());
    }

    /** Something of ours failed; it is told by {@code status}, and by the log each time that the number of failures has doubled. */
    void failed(String subject, String what, Throwable failure) {
        if (Long.bitCount(engine.problems().count(subject, failure)) == 1) {
            LOG.error("{} The others go on.", what, failure);
        }
    }

    /** Commits, and tells the log. */
    List<Event> commit(Unit unit) {
        var events = committer.commit(unit, Lane.STEP);
        trouble.hasEnded();
        StoryLog.tell(events);
        return events;
    }

    /** Commits, unless another change was faster: the next to look sees what it did. */
    boolean tryCommit(Unit unit) {
        try {
            commit(unit);
            return true;
        } catch (StaleException e) {
            return false;
        }
    }
}
