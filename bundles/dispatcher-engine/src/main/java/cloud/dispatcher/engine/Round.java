package cloud.dispatcher.engine;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One pass over what is due: everything that can begin now is handed to the lanes. Runs on one thread. */
final class Round {
    private static final int BATCH = 64;

    private final Desk desk;
    private final Lanes lanes;
    private final Stepper stepper;
    private final Watch watch;
    private final Refresh refresh;
    private final String boot;

    /** Accounts of which operations may wait as EXECUTOR. */
    private final Set<AccountId> starved = new HashSet<>();

    Round(Desk desk, Lanes lanes, Stepper stepper, Watch watch, Refresh refresh, String boot) {
        this.desk = desk;
        this.lanes = lanes;
        this.stepper = stepper;
        this.watch = watch;
        this.refresh = refresh;
        this.boot = boot;
    }

    /** Takes over what earlier processes left; before the first pass. */
    void begin() {
        for (var orphans = orphans(); !orphans.isEmpty(); orphans = orphans()) {
            orphans.forEach(work -> desk.tryCommit(desk.transitions.orphaned(desk.situation(work))));
        }
        desk.records.accounts().forEach(account -> starved.add(account.id()));
    }

    private List<Work> orphans() {
        return desk.records.orphans(boot, BATCH);
    }

    /** @return how many jobs were begun */
    int pass() {
        refresh.readOutages();
        endOverdue();
        var stuck = lanes.stuck(desk.limits.step());
        feed(stuck);
        var barred = new HashSet<>(lanes.full());
        barred.removeAll(stuck);
        var begun = 0;
        for (var work : desk.records.due(desk.time.now(), barred, BATCH + lanes.size())) {
            begun += begin(work, stuck) ? 1 : 0;
        }
        for (var row : desk.records.dueWatches(desk.time.now(), lanes.full(), BATCH + lanes.size())) {
            begun += lanes.run(row.account(), row.server(), () -> watch.look(row)) ? 1 : 0;
        }
        for (var server : desk.records.dueLooks(desk.time.now(), lanes.full(), BATCH + lanes.size())) {
            var account = desk.records.server(server).orElseThrow().account();
            begun += lanes.run(account, server, () -> refresh.look(server)) ? 1 : 0;
        }
        return begun;
    }

    private boolean begin(Work work, Set<AccountId> stuck) {
        var operation = work.operation();
        if (stuck.contains(operation.account()) || !hasExecutor(operation.account())) {
            starved.add(operation.account());
            desk.tryCommit(desk.transitions.withoutExecutor(desk.situation(work)));
            return false;
        }
        return lanes.run(operation.account(), operation.server(), () -> stepper.take(work));
    }

    /** Those that waited for their executor, or for one of its threads, are due again. */
    private void feed(Set<AccountId> stuck) {
        for (var account : Set.copyOf(starved)) {
            if (stuck.contains(account) || !hasExecutor(account)) {
                continue;
            }
            var waiting = desk.records.waitingFor(Waiting.Cause.EXECUTOR, account, BATCH);
            waiting.forEach(work -> desk.tryCommit(desk.transitions.withExecutor(desk.situation(work))));
            if (waiting.isEmpty()) {
                starved.remove(account);
            }
        }
    }

    private boolean hasExecutor(AccountId account) {
        return desk.records.account(account).flatMap(desk::executor).isPresent();
    }

    private void endOverdue() {
        if (desk.settling.age(desk.limits.step()).compareTo(desk.limits.grace()) < 0) {
            return;
        }
        for (var work : desk.records.overdue(desk.time.now(), BATCH)) {
            desk.tryCommit(desk.transitions.overdue(desk.situation(work)));
        }
    }
}
