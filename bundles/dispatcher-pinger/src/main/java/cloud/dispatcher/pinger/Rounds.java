package cloud.dispatcher.pinger;

import cloud.dispatcher.api.Pinger.Answer;
import cloud.dispatcher.api.Pinger.Watched;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.pinger.probe.Answered;
import cloud.dispatcher.pinger.probe.Probers;
import cloud.dispatcher.pinger.probe.Supervision;
import cloud.dispatcher.state.Heartbeats;
import cloud.dispatcher.state.Journal;
import cloud.dispatcher.state.Targets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The pinger at work, from start to stop: four threads, whatever the number of servers (ticks, TCP, ICMP, and the one that waits for the store). */
final class Rounds implements AutoCloseable {
    private static final int TICK_MILLIS = 50;

    private final Probers probers;
    private final OutOfTurn outOfTurn;
    private final Supplier<Settings> settings;
    private final ThreadPoolExecutor store = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("pinger-store"),
            new ThreadPoolExecutor.DiscardPolicy());
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(named("pinger"));
    private final Watch watch;
    private final Supervision supervision = new Supervision("The pinger's ticks");
    private final Journal.Subscription subscription;

    Rounds(Targets targets, Heartbeats heartbeats, Journal journal, Supplier<Settings> settings) {
        var now = System.nanoTime();
        var roster = new Roster(targets, store, now);
        var recorder = new Recorder(heartbeats, store, roster::news);
        var answers = new ConcurrentLinkedQueue<Answered>();
        this.settings = settings;
        outOfTurn = new OutOfTurn(answers::add);
        probers = Probers.open(outOfTurn, () -> settings.get().connections());
        watch = new Watch(probers, answers, roster, recorder, settings, Clock.systemUTC(), now);
        subscription = journal.subscribe(roster::news);
        var unused = ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    String summary() {
        return watch.tally().toString();
    }

    String says() {
        return probers.says();
    }

    List<Watched> watched() {
        return watch.watched(System.nanoTime());
    }

    /** Asks it now, whether it has a turn or not. Throws what {@link cloud.dispatcher.api.Pinger#probe} throws. */
    Answer probe(Watched server) throws InterruptedException {
        var probe = server.probe();
        var address = Literal.parse(server.address());
        if (probe.method() == Probe.Method.NONE || address == null) {
            var why = address == null ? server.address() + " is not an address" : probe.why();
            throw new RejectedException(
                    Refusal.CONFLICT, server.name() + " cannot be probed" + (why == null ? "." : ": " + why + "."));
        }
        return outOfTurn.ask(
                probers, server.server(), address, probe, settings.get().timeout());
    }

    /** Ends everything; returns at once. */
    @Override
    public void close() {
        subscription.close();
        ticker.shutdownNow();
        probers.close();
        store.shutdown();
    }

    private void tick() {
        try {
            watch.tick(System.nanoTime());
        } catch (RuntimeException | Error e) { // else there would be no further tick
            supervision.failed(e, () -> {});
        }
    }

    List<String> problems() {
        return Stream.concat(Stream.ofNullable(supervision.problem()), probers.problems().stream())
                .toList();
    }

    private static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
