package cloud.dispatcher.engine.work;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Records;
import cloud.dispatcher.state.StoreException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries operations out while the dispatcher runs. */
@Component(property = Stage.NAME + "=" + Stage.WORKER)
@SatisfyingConditionTarget("(osgi.condition.id=" + Stage.CONDITION + ")")
public final class Worker implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Even without news it looks this often: what is due by the clock alone wakes no thread. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    private static final Duration SHORT_NAP = Duration.ofMillis(2);

    private final Calls calls;
    private final Journal journal;
    private final ExecutorBook executors;
    private final WorkerContext context;
    private final DispatchLoop loop;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean isOpen;
    private boolean hasBegun; // of the worker's thread alone
    private @Nullable Thread thread;

    @Activate
    public Worker(
            @Reference Records records,
            @Reference Committer committer,
            @Reference Journal journal,
            @Reference ExecutorBook executors,
            @Reference Calls calls,
            @Reference Engine engine) {
        this.calls = calls;
        this.journal = journal;
        this.executors = executors;
        this.context =
                new WorkerContext(records, committer, executors, engine, calls.settling, calls.trouble, new Random());
        var stepper = new Stepper(context, engine.node(), calls.boot);
        this.loop = new DispatchLoop(
                context,
                calls,
                stepper,
                new LeftoverSweeper(context),
                new Refresh(context, journal),
                new Inventory(context, Inventory.EVERY),
                calls.boot);
    }

    @Override
    public synchronized void open() {
        if (isOpen) {
            return;
        }
        isOpen = true;
        calls.onFreed(news::release);
        thread = SupervisedThread.start("dispatcher-worker", () -> isOpen, this::work, LONGEST_NAP, this::failed);
    }

    /** Claims nothing more, and waits for the steps that are under way. */
    @Override
    public synchronized void close(Duration atMost) {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        news.release();
        var until = System.nanoTime() + atMost.toNanos();
        join(atMost);
        if (!calls.awaitQuiet(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
            LOG.warn(
                    "{} calls to clouds did not end within {}. They keep their servers' turns; their answers are still"
                            + " taken.",
                    calls.size(),
                    atMost);
        }
    }

    /** Without an orderly close the thread ends by itself and is not waited for. */
    @Deactivate
    void stop() {
        isOpen = false;
        news.release();
    }

    private void join(Duration atMost) {
        try {
            if (thread != null) {
                thread.join(Math.max(1, atMost.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try (var events = journal.subscribe(news::release);
                var arrivals = executors.onArrival(news::release)) {
            while (isOpen) {
                try {
                    if (!hasBegun) {
                        loop.begin();
                        hasBegun = true;
                    }
                    if (loop.pollOnce() == 0) {
                        nap();
                    }
                } catch (StoreException e) {
                    calls.trouble.reportOnce("The queue cannot be looked through", e);
                    await(LONGEST_NAP);
                }
            }
        }
    }

    private void failed(Throwable failure) {
        context.failed(
                "dispatch loop", "A pass over the queue failed with an internal error. It is repeated.", failure);
    }

    private void nap() {
        if (loop.hasPutOff()) {
            await(SHORT_NAP);
            return;
        }
        var now = context.time.now();
        var due = context.records
                .nextDue(now)
                .map(next -> Duration.between(now, next))
                .orElse(LONGEST_NAP);
        await(due.compareTo(LONGEST_NAP) < 0 ? due : LONGEST_NAP);
    }

    private void await(Duration atMost) {
        try {
            if (news.tryAcquire(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("The worker was interrupted, and goes on: it ends when it is closed.");
        }
    }
}
