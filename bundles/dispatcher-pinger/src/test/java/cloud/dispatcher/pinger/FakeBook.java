package cloud.dispatcher.pinger;

import cloud.dispatcher.model.Event;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.state.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The store as the pinger sees it, in memory: versions, outages, and a journal that tells only that there is news. */
final class FakeBook implements Targets, Heartbeats, Journal {
    private final Map<ServerId, Target> targets = new LinkedHashMap<>();
    private final List<Runnable> wakes = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private final Map<ServerId, Long> open = new HashMap<>();
    private long outages;
    private boolean isBroken;

    synchronized ServerId add(String name, String address, Probe probe) {
        var id = new ServerId("id-of-" + name);
        targets.put(id, new Target(id, name, address, probe, ServerState.RUNNING, 1, Heartbeat.unknown(Instant.EPOCH)));
        wake();
        return id;
    }

    synchronized void change(ServerId id, ServerState state) {
        var old = targets.get(id);
        targets.put(id, new Target(id, old.name(), old.address(), old.probe(), state, old.version() + 1, old.last()));
        wake();
    }

    /** As {@link #change}, but nobody is told: the pinger's copy is now old. */
    synchronized void changeUnnoticed(ServerId id, ServerState state) {
        var listeners = List.copyOf(wakes);
        wakes.clear();
        change(id, state);
        wakes.addAll(listeners);
    }

    synchronized void move(ServerId id, String address) {
        var old = targets.get(id);
        targets.put(id, new Target(id, old.name(), address, old.probe(), old.state(), old.version() + 1, old.last()));
        wake();
    }

    synchronized void remove(ServerId id) {
        targets.remove(id);
        wake();
    }

    synchronized void breakDown() {
        isBroken = true;
    }

    synchronized void mend() {
        isBroken = false;
    }

    synchronized Heartbeat heartbeat(ServerId id) {
        return targets.get(id).last();
    }

    synchronized Verdict verdict(ServerId id) {
        return heartbeat(id).verdict();
    }

    /** Every change of a verdict so far, {@code web-1 UP}. */
    synchronized List<String> verdicts() {
        return List.copyOf(verdicts);
    }

    synchronized long outages() {
        return outages;
    }

    /** The sizes of the batches so far. */
    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    @Override
    public synchronized List<Target> all() {
        if (isBroken) {
            throw new StoreException("the disk is full");
        }
        return List.copyOf(targets.values());
    }

    @Override
    public synchronized List<Judgement> record(List<Judgement> batch) {
        if (isBroken) {
            throw new StoreException("the disk is full");
        }
        batches.add(batch.size());
        var recorded = new ArrayList<Judgement>();
        for (var judgement : batch) {
            var target = targets.get(judgement.server());
            if (target != null && target.version() == judgement.version()) {
                recorded.add(record(target, judgement.heartbeat()));
            }
        }
        return recorded;
    }

    private Judgement record(Target target, Heartbeat now) {
        var isNews = now.verdict() != target.last().verdict();
        var outage = now.verdict() == Verdict.DOWN ? open.computeIfAbsent(target.server(), id -> ++outages) : null;
        if (now.verdict() == Verdict.UP) {
            open.remove(target.server());
        }
        var heartbeat =
                new Heartbeat(now.verdict(), now.since(), now.lastSeen(), now.rtt(), now.loss(), outage, now.why());
        targets.put(
                target.server(),
                new Target(
                        target.server(),
                        target.name(),
                        target.address(),
                        target.probe(),
                        target.state(),
                        target.version(),
                        heartbeat));
        if (isNews) {
            verdicts.add(target.name() + " " + now.verdict());
            wake();
        }
        return new Judgement(target.server(), target.version(), heartbeat);
    }

    private void wake() {
        wakes.forEach(Runnable::run);
    }

    @Override
    public List<Event> after(long number, EventQuery query, int limit) {
        return List.of();
    }

    @Override
    public long newest() {
        return 0;
    }

    @Override
    public long oldest() {
        return 0;
    }

    @Override
    public synchronized Subscription subscribe(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }
}
