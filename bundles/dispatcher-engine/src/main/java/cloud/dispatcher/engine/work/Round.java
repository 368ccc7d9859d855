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
final class Round {
    private static final int BATCH = 64;
    /** Between two looks for what comes seldom, while there is enough to do. */
    private static final Duration LOOK_AROUND = Duration.ofMillis(20);

    /** Between two refills, while calls are under way. */
    private static final Duration REFILL = Duration.ofMillis(2);

    private static final Duration LOOK_FOR_BROKEN = Duration.ofSeconds(5);

    private final Desk desk;
    private final Lanes lanes;
    private final Stepper stepper;
    private final Watch watch;
    private final Refresh refresh;
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

    Round(Desk desk, Lanes lanes, Stepper stepper, Watch watch, Refresh refresh, String boot) {
        this.desk = desk;
        this.lanes = lanes;
        this.stepper = stepper;
        this.watch = watch;
        this.refresh = refresh;
        this.boot = boot;
        this.ready = new ReadyQueue(desk.records, lanes);
        this.lookedForBroken = desk.time.nanos();
        this.lookedAround = lookedForBroken - LOOK_AROUND.toNanos();
        this.refilled = lookedAround;
    }

    /** Takes over what earlier processes left; before the first pass. */
    void begin() {
        while (takeOver() > 0) {
            continue;
        }
        desk.records.accounts().forEach(account -> starved.add(account.id()));
    }

    /** @return how many were taken over; those that could not be are tried again later */
    private int takeOver() {
        return each(
                desk.records.orphans(boot, BATCH),
                work -> desk.tryCommit(desk.transitions().orphaned(desk.situation(work))));
    }

    /**
     * What is due begins at each pass; what comes seldom is looked for when nothing else can begin, and now and then.
     *
     * @return how many jobs were begun
     */
    int pass() {
        var now = desk.time.nanos();
        var isBusy = lanes.size() > 0;
        hasPutOff = false;
        var begun = ready.handOut(barred, this::begin);
        if (isTime(now, lookedAround, LOOK_AROUND, isBusy || begun > 0)) {
            lookedAround = now;
            begun += lookAround();
        }
        if (begun == 0 && isTime(now, refilled, REFILL, isBusy)) {
            refilled = now;
            ready.refill(desk.time.now(), fullOrBarred());
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
        return lanes.run(operation.account(), operation.server(), () -> stepper.take(work));
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
                desk.records.dueWatches(desk.time.now(), without, batch),
                row -> lanes.run(row.account(), row.server(), () -> watch.look(row)));
        begun += each(desk.records.dueLooks(desk.time.now(), without, batch), server -> {
            var account = desk.records.server(server).orElseThrow().account();
            return lanes.run(account, server, () -> refresh.look(server));
        });
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
                desk.failed("dispatch loop", "Something of the queue cannot be worked on: " + item, e);
            }
        }
        return done;
    }

    /** Accounts whose executor is not there, or all of whose threads are stuck. */
    private Set<AccountId> starving() {
        var starving = new HashSet<>(lanes.stuck(desk.limits().step()));
        for (var account : desk.records.accounts()) {
            if (desk.executor(account).isEmpty()) {
                starving.add(account.id());
            }
        }
        return starving;
    }

    /** Their operations say so, a few at each pass: nobody else has to wait for that. What needs no cloud is done all the same. */
    private void starve(Set<AccountId> starving) {
        if (starving.isEmpty()) {
            return;
        }
        starved.addAll(starving);
        var others = desk.records.accounts().stream()
                .map(Account::id)
                .filter(account -> !starving.contains(account))
                .collect(Collectors.toSet());
        each(desk.records.due(desk.time.now(), others, BATCH / 4), work -> {
            var situation = desk.situation(work);
            return desk.tryCommit(
                    situation.task().isEmpty()
                            ? desk.transitions().finish(situation)
                            : desk.transitions().withoutExecutor(situation));
        });
    }

    /** A claim of this process that no thread holds: its step broke off by a fault of ours. */
    private void takeUpBroken() {
        var now = desk.time.nanos();
        if (now - lookedForBroken < LOOK_FOR_BROKEN.toNanos()) {
            return;
        }
        lookedForBroken = now;
        takeOver();
        each(desk.records.claims(boot, BATCH + lanes.size()), work -> {
            if (lanes.holds(work.operation().account(), work.operation().server())) {
                return false;
            }
            desk.settling.lost(work.operation().id());
            return desk.tryCommit(desk.transitions().orphaned(desk.situation(work)));
        });
    }

    /** Those that waited for their executor, or for one of its threads, are due again. */
    private void feed(Set<AccountId> starving) {
        for (var account : Set.copyOf(starved)) {
            if (starving.contains(account)) {
                continue;
            }
            var waiting = desk.records.waitingFor(Waiting.Cause.EXECUTOR, account, BATCH);
            each(waiting, work -> desk.tryCommit(desk.transitions().withExecutor(desk.situation(work))));
            if (waiting.isEmpty()) {
                starved.remove(account);
            }
        }
    }

    private void endOverdue() {
        if (desk.settling.age().compareTo(desk.limits().grace()) < 0) {
            return;
        }
        each(
                desk.records.overdue(desk.time.now(), BATCH),
                work -> desk.tryCommit(desk.transitions().overdue(desk.situation(work))));
    }
}
