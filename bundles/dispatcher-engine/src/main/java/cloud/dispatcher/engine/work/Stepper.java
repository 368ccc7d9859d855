package cloud.dispatcher.engine.work;

import cloud.dispatcher.engine.StoryLog;
import cloud.dispatcher.engine.decide.Situation;
import cloud.dispatcher.engine.decide.Transitions;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Task;
import cloud.dispatcher.state.Claim;
import cloud.dispatcher.state.StaleException;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Work;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes one step of one operation: claims it, calls the executor, settles what came of it. */
final class Stepper {
    private static final Logger LOG = LoggerFactory.getLogger(Stepper.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final WorkerContext context;
    private final String node;
    private final String boot;

    Stepper(WorkerContext context, String node, String boot) {
        this.context = context;
        this.node = node;
        this.boot = boot;
    }

    /** Runs on a thread of the account. Whoever else was faster wins, and nothing is done. */
    void take(Work due) {
        var operation = due.operation();
        MDC.put("operation", operation.id().value());
        MDC.put("server", operation.server().value());
        MDC.put("account", operation.account().value());
        try {
            var situation = context.situation(due);
            var task = situation.task();
            if (task.isEmpty()) {
                context.tryCommit(context.transitions().finish(situation));
                return;
            }
            var account = context.records.account(operation.account()).orElseThrow();
            var executor = context.executor(account);
            if (executor.isEmpty()) {
                context.tryCommit(context.transitions().withoutExecutor(situation));
                return;
            }
            step(situation, account, executor.get(), task.get());
        } finally {
            MDC.clear();
        }
    }

    private void step(Situation situation, Account account, Executor executor, Task task) {
        var settings = situation.work().settings().isEmpty()
                ? context.settings(account)
                : situation.work().settings();
        var claim = new Claim(node, boot, situation.now());
        var next = context.transitions().claim(situation, claim, settings);
        if (!context.tryCommit(next.unit())) {
            return;
        }
        var claimed = next.situation();
        var order = order(claimed, account, settings, task);
        LOG.debug(
                "Step {} of {}: {}",
                claimed.operation().attempts(),
                claimed.operation().id(),
                task);
        var outcome = executor.step(order);
        LOG.debug("It led to {}", outcome);
        settle(claimed, task, order.before(), outcome);
    }

    private Order order(Situation situation, Account account, Map<String, String> settings, Task task) {
        return new Order(
                situation.operation().id(),
                context.access(account, settings),
                task,
                situation.before(),
                situation.work().memory(),
                situation.lines(),
                context.limits().step());
    }

    /** The outcome and the turn are held until the store has taken them: only this thread knows what the cloud has said. */
    private void settle(Situation claimed, Task task, Before before, Outcome outcome) {
        var id = claimed.operation().id();
        if (Transitions.mayReach(task, before) && isPossible(outcome)) {
            context.settling.lost(id);
        }
        Situation known = claimed;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var situation = known == null ? context.situation(read(id)) : context.now(known);
                known = null; // what is tried again is read again
                var work = situation.work();
                if (work.claim() == null || !Objects.equals(work.claim().boot(), boot)) {
                    return; // it was settled, though the store could not say so
                }
                var told = context.commit(context.transitions().after(situation, task, before, outcome));
                if (!StoryLog.isTold(told)) {
                    outcome.match(done -> null, again -> null, failed -> warn(read(id), failed));
                }
                return;
            } catch (StaleException e) {
                LOG.debug("Operation {} was changed meanwhile: deciding again", id);
            } catch (StoreException e) {
                if (e.isClosed()) {
                    LOG.info("A step outlives the store. The next start takes its operation up, as one that may have"
                            + " reached the cloud.");
                    return;
                }
                context.trouble.reportOnce("What came of a step cannot be stored", e);
                LockSupport.parkNanos(STORE_PAUSE.toNanos());
            }
        }
    }

    private static Void warn(Work work, Outcome.Failed failed) {
        var operation = work.operation();
        if (!operation.state().isOver()) {
            LOG.warn(
                    "A step of the {} failed: {} ({}). Its next step is due at {}.",
                    operation.action().kind().word(),
                    failed.said().text(),
                    failed.fault(),
                    work.due().truncatedTo(ChronoUnit.SECONDS));
        }
        return null;
    }

    private static boolean isPossible(Outcome outcome) {
        return outcome.match(done -> false, again -> false, failed -> failed.effect() == Effect.POSSIBLE);
    }

    private Work read(OperationId id) {
        return context.records.work(id).orElseThrow();
    }
}
