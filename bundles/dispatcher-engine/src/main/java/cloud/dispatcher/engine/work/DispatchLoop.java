package cloud.dispatcher.engine.work;

import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One pass over what is due: everything that can begin now is handed to the lanes. Runs on one thread. */
final class DispatchLoop {
    private static final int BATCH = 64;
    /** Between two looks for what comes seldom, while there is enough to do. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(20);

    /** Between two refills, while calls are under way. */
    private static final Duration REFILL = Duration.ofMillis(2);

    private static final Duration LOOK_FOR_BROKEN = Duration.ofSeconds(5);

    private final WorkerContext context;
    private final Lanes lanes;
    private final Stepper stepper;
    private final LeftoverSweeper sweeper;
    private final Refresh refresh;
    private final Inventory inventory;
    private final String boot;

    /** Accounts of which operations may wait as EXECUTOR. */
    private final Set<AccountId> starved = new HashSet<>();

    private final ReadyQueue ready;

    /** Accounts of which nothing can begin: as of the last look around. */
    private Set<AccountId> barred = Set.of();

    private long lookedForBroken;
    private long lookedAround;
    private long refilled;
    private boolean hasPutOff;

    DispatchLoop(
            WorkerContext context,
            Lanes lanes,
            Stepper stepper,
            LeftoverSweeper sweeper,
            Refresh refresh,
            Inventory inventory,
            String boot) {
        this.context = context;
        this.lanes = lanes;
        this.stepper = stepper;
        this.sweeper = sweeper;
        this.refresh = refresh;
        this.inventory = inventory;
        this.boot = boot;
        this.ready = new ReadyQueue(context.records, lanes);
        this.lookedForBroken = context.time.nanos();
        this.lookedAround = lookedForBroken - LOOK_AROUND.toNanos();
        this.refilled = lookedAround;
    }

    /** Takes over what earlier processes left; before the first pass. */
    void begin() {
        while (takeOver() > 0) {
            continue;
        }
        context.records.accounts().forEach(account -> starved.add(account.id()));
    }

    /** @return how many were taken over; those that could not be are tried again later */
    private int takeOver() {
        return each(
                context.records.orphans(boot, BATCH),
                work -> context.tryCommit(context.transitions().orphaned(context.situation(work))));
    }

    /**
     * What is due begins at each pass; what comes seldom is looked for when nothing else can begin, and now and then.
     *
     * @return how many jobs were begun
     */
    int pollOnce() {
        var now = context.time.nanos();
        var isBusy = lanes.size() > 0;
        hasPutOff = false;
        var begun = ready.handOut(barred, this::begin);
        if (isTime(now, lookedAround, LOOK_AROUND, isBusy || begun > 0)) {
            lookedAround = now;
            begun += lookAround();
        }
        if (begun == 0 && isTime(now, refilled, REFILL, isBusy)) {
            refilled = now;
            ready.refill(context.time.now(), fullOrBarred());
            begun = ready.handOut(barred, this::begin);
        }
        return begun;
    }

    /** While there is something to do, a question to the store waits for its time. */
    private boolean isTime(long now, long last, Duration pause, boolean isBusy) {
        var isTime = !isBusy || now - last >= pause.toNanos();
        hasPutOff |= !isTime;
        return isTime;
    }

    /** Whether the last pass put a question to the store off: the next pass should not be long in coming. */
    boolean hasPutOff() {
        return hasPutOff;
    }

    private boolean begin(Work work) {
        var operation = work.operation();
        Predicate<Work> run = due -> lanes.run(operation.account(), operation.server(), () -> stepper.take(due));
        return each(List.of(work), run) > 0;
    }

    private Set<AccountId> fullOrBarred() {
        var accounts = new HashSet<>(lanes.full());
        accounts.addAll(barred);
        return accounts;
    }

    private int lookAround() {
        refresh.readOutages();
        takeUpBroken();
        endOverdue();
        barred = starving();
        feed(barred);
        starve(barred);
        var without = fullOrBarred();
        var batch = BATCH + lanes.size();
        var begun = each(
                context.records.dueWatches(context.time.now(), without, batch),
                row -> lanes.run(row.account(), row.server(), () -> sweeper.look(row)));
        begun += each(context.records.dueLooks(context.time.now(), without, batch), server -> {
            var account = context.records.server(server).orElseThrow().account();
            return lanes.run(account, server, () -> refresh.look(server));
        });
        begun += each(
                context.records.accounts(),
                account -> !barred.contains(account.id())
                        && inventory.isDue(account.id())
                        && lanes.run(account.id(), Inventory.PLACE, () -> inventory.list(account)));
        return begun;
    }

    /**
     * Works on each; one that cannot be worked on keeps no other waiting.
     *
     * @return for how many the work returned true
     */
    private <T> int each(List<T> items, Predicate<T> work) {
        var done = 0;
        for (var item : items) {
            try {
                done += work.test(item) ? 1 : 0;
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                context.failed("dispatch loop", "Something of the queue cannot be worked on: " + item, e);
            }
        }
        return done;
    }

    /** Accounts whose executor is not there, or all of whose threads are stuck. */
    private Set<AccountId> starving() {
        var starving = new HashSet<>(lanes.stuck(context.limits().step()));
        for (var account : context.records.accounts()) {
            if (context.executor(account).isEmpty()) {
                starving.add(account.id());
            }
        }
        return starving;
    }

    /** Their operations say so, a few at each pass: the others do not wait for that. What needs no cloud is done all the same. */
    private void starve(Set<AccountId> starving) {
        if (starving.isEmpty()) {
            return;
        }
        starved.addAll(starving);
        var others = context.records.accounts().stream()
                .map(Account::id)
                .filter(account -> !starving.contains(account))
                .collect(Collectors.toSet());
        each(context.records.due(context.time.now(), others, BATCH / 4), work -> {
            var situation = context.situation(work);
            return context.tryCommit(
                    situation.task().isEmpty()
                            ? context.transitions().finish(situation)
                            : context.transitions().withoutExecutor(situation));
        });
    }

    /** A claim of this process that no thread holds: its step failed with an internal error. */
    private void takeUpBroken() {
        var now = context.time.nanos();
        if (now - lookedForBroken < LOOK_FOR_BROKEN.toNanos()) {
            return;
        }
        lookedForBroken = now;
        takeOver();
        each(context.records.claims(boot, BATCH + lanes.size()), work -> {
            if (lanes.holds(work.operation().account(), work.operation().server())) {
                return false;
            }
            context.settling.lost(work.operation().id());
            return context.tryCommit(context.transitions().orphaned(context.situation(work)));
        });
    }

    /** Those that waited for their executor, or for one of its threads, are due again. */
    private void feed(Set<AccountId> starving) {
        for (var account : Set.copyOf(starved)) {
            if (starving.contains(account)) {
                continue;
            }
            var waiting = context.records.waitingFor(Waiting.Cause.EXECUTOR, account, BATCH);
            each(waiting, work -> context.tryCommit(context.transitions().withExecutor(context.situation(work))));
            if (waiting.isEmpty()) {
                starved.remove(account);
            }
        }
    }

    private void endOverdue() {
        if (context.settling.age().compareTo(context.limits().grace()) < 0) {
            return;
        }
        each(
                context.records.overdue(context.time.now(), BATCH),
                work -> context.tryCommit(context.transitions().overdue(context.situation(work))));
    }
}
