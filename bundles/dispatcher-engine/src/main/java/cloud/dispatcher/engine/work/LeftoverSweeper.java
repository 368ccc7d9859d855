package cloud.dispatcher.engine.work;

import cloud.dispatcher.engine.decide.Aftermath;
import cloud.dispatcher.engine.decide.Situation;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.spi.Task;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after things of operations that are over: removes what must not exist when it turns up, and finds the second of what exists
 * once. Each look comes at twice the operation's age of the one before, for a day.
 */
final class LeftoverSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverSweeper.class);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);
    private static final Duration AFTER_FAULTS_MOST = Duration.ofMinutes(30);

    private final WorkerContext context;

    LeftoverSweeper(WorkerContext context) {
        this.context = context;
    }

    /** Runs on a thread of the account. */
    void look(LedgerRow row) {
        var account = context.records.account(row.account()).orElseThrow();
        var executor = context.executor(account);
        if (executor.isEmpty()) {
            postpone(row, afterFault(row));
            return;
        }
        try {
            switch (row.standing()) {
                case UNWANTED -> remove(row, account, executor.get());
                case PRESENT -> findSecond(row, account, executor.get());
                case INTENDED, DOUBLED, GONE -> context.tryCommit(Aftermath.watched(row, null));
            }
        } catch (CloudException e) {
            var delay = afterFault(row);
            LOG.warn(
                    "Looking for what operation {} may have left: {}. Looking again in {}.",
                    row.operation(),
                    e.getMessage(),
                    delay);
            postpone(row, delay);
        }
    }

    /** The longer the cloud is out of reach, the less often it is asked. */
    private Duration afterFault(LedgerRow row) {
        var age = age(row);
        if (age.compareTo(AFTER_A_FAULT) < 0) {
            return AFTER_A_FAULT;
        }
        return age.compareTo(AFTER_FAULTS_MOST) > 0 ? AFTER_FAULTS_MOST : age;
    }

    private void remove(LedgerRow row, Account account, Executor executor) throws CloudException {
        var idempotency = idempotency(account, executor);
        var settled = context.settling.after(idempotency.settlesWithin(), row.operation(), List.of(row));
        var order = new Order(
                row.operation(),
                context.access(account, Map.of()),
                new Task.Remove(Situation.line(row)),
                Order.Before.SETTLED,
                Map.of(),
                List.of(Situation.line(row)),
                context.limits().step());
        var outcome = executor.step(order);
        var answer = outcome.match(
                done -> Optional.of(Aftermath.of(row, done.seen())),
                again -> Optional.<List<Sighting>>empty(),
                failed -> failed.fault() == Fault.NOT_FOUND ? Optional.of(List.<Sighting>of()) : warn(row, failed));
        if (answer.isEmpty()) {
            postpone(row, outcome.match(done -> Duration.ZERO, Outcome.Again::delay, failed -> afterFault(row)));
        } else if (answer.get().size() > 1) {
            report(row, answer.get());
        } else if (idempotency.kind() != Idempotency.Kind.LOOKUP) {
            end(row, settled, idempotency);
        } else if (row.cloudId() != null) {
            findSecond(row, account, executor);
        } else {
            end(row, age(row).compareTo(LONGEST) > 0 ? Situation.Settled.YES : Situation.Settled.NOT_YET, idempotency);
        }
    }

    private Optional<List<Sighting>> warn(LedgerRow row, Outcome.Failed failed) {
        LOG.warn(
                "What operation {} left cannot be removed: {}. Trying again in {}.",
                row.operation(),
                failed.said().text(),
                afterFault(row));
        return Optional.empty();
    }

    private void end(LedgerRow row, Situation.Settled settled, Idempotency idempotency) {
        if (settled == Situation.Settled.YES) {
            context.tryCommit(Aftermath.removed(row, server(row), context.time.now()));
            return;
        }
        context.tryCommit(Aftermath.watched(row, nextLook(row, idempotency)));
    }

    /** A search by the token, whatever id is known. */
    private void findSecond(LedgerRow row, Account account, Executor executor) throws CloudException {
        var line = new LedgerLine(row.operation(), row.kind(), row.name(), null);
        var seen = Aftermath.of(row, executor.look(context.access(account, Map.of()), line));
        if (seen.stream().anyMatch(sighting -> !sighting.cloudId().equals(row.cloudId()))) {
            report(row, seen);
        } else if (age(row).compareTo(LONGEST) > 0) {
            context.tryCommit(
                    row.standing() == Standing.UNWANTED
                            ? Aftermath.gone(row, server(row), context.time.now())
                            : Aftermath.watched(row, null));
        } else {
            context.tryCommit(Aftermath.watched(row, nextLook(row, idempotency(account, executor))));
        }
    }

    private void report(LedgerRow row, List<Sighting> seen) {
        var work = context.records.work(row.operation()).orElseThrow();
        var ledger = context.records.ledger(row.server());
        context.tryCommit(Aftermath.doubled(work, server(row), ledger, row, seen, context.time.now()));
    }

    private void postpone(LedgerRow row, Duration delay) {
        context.tryCommit(Aftermath.watched(row, context.time.now().plus(delay)));
    }

    private Server server(LedgerRow row) {
        return context.records.server(row.server()).orElseThrow();
    }

    private Idempotency idempotency(Account account, Executor executor) {
        return executor.idempotency(context.access(account, Map.of()));
    }

    private Instant nextLook(LedgerRow row, Idempotency idempotency) {
        var age = age(row);
        var window = idempotency.settlesWithin();
        return context.time.now().plus(age.compareTo(window) > 0 ? age : window);
    }

    private Duration age(LedgerRow row) {
        var ended =
                context.records.work(row.operation()).orElseThrow().operation().endedAt();
        return ended == null ? Duration.ZERO : Duration.between(ended, context.time.now());
    }
}
