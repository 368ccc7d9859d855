package cloud.dispatcher.engine.work;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.IdempotencyKey;
import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.MovingTime;
import cloud.dispatcher.engine.decide.Limits;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.engine.executors.Inquiry;
import cloud.dispatcher.engine.service.AccountService;
import cloud.dispatcher.engine.service.Gate;
import cloud.dispatcher.engine.service.OperationService;
import cloud.dispatcher.executor.simulator.SimulatorExecutor;
import cloud.dispatcher.executor.simulator.cloud.Call;
import cloud.dispatcher.executor.simulator.cloud.Fate;
import cloud.dispatcher.executor.simulator.cloud.SimulatedCloud;
import cloud.dispatcher.executor.simulator.cloud.Truth;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.ConfigDefaults;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationQuery;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerQuery;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Task;
import cloud.dispatcher.state.Committer;
import cloud.dispatcher.state.Heartbeats.Judgement;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.osgi.service.condition.Condition;

/**
 * A cloud that lives on, and an engine on a real SQLite file that can be killed at any commit and at any call, and is started anew. One
 * thread does everything, so the same kill leads to the same end.
 */
public final class World implements AutoCloseable {
    private static final int ENDLESS = 20_000;

    final MovingTime time = new MovingTime();
    private final Path directory;
    private final SimulatedCloud cloud;
    private final UnaryOperator<Executor> disguise;
    private final List<String> story = new ArrayList<>();
    private Duration lateness = Duration.ofSeconds(4);
    private Iterator<Kill> kills = Collections.emptyIterator();
    private Kill kill = Kill.never();
    private Instant deliverAt;
    private Store store;
    private Engine engine;
    private OperationService door;
    private AccountService accounts;
    private DispatchLoop loop;
    private Inventory inventory;

    /** What befalls the engine, once: at the n-th commit or at the n-th call after what befell it before. */
    record Kill(Place place, int number, Fate fate) {
        enum Place {
            NOWHERE,
            BEFORE_COMMIT,
            AFTER_COMMIT,
            AT_CALL
        }

        static Kill never() {
            return new Kill(Place.NOWHERE, 0, Fate.GO_ON);
        }
    }

    /** Fates after which the process that made the call is dead; the guard of executors lets no error of theirs through to tell so. */
    private static final Set<Fate> KILLS = EnumSet.of(Fate.DIE_BEFORE_EFFECT, Fate.EFFECT_THEN_DIE, Fate.HOLD);

    private final Set<ServerId> broken = new HashSet<>();
    private boolean isDead;
    private boolean isCloudAway;
    private boolean isExecutorAway;
    private Executor executor;
    private ExecutorBook book;
    private int commits;
    private int calls;
    private int hits;

    public World(Path directory, UnaryOperator<Executor> disguise) {
        this.directory = directory;
        this.disguise = disguise;
        this.cloud = new SimulatedCloud(directory.resolve("simulator"), time);
        cloud.inject(this::over);
        open();
    }

    /** From now on; counted from 1. */
    World with(Kill next, Duration howLate) {
        return with(List.of(next), howLate);
    }

    /** One after the other, from now on; then no more. */
    World with(List<Kill> all, Duration howLate) {
        kills = all.iterator();
        lateness = howLate;
        hits = 0;
        await(kills.next());
        return this;
    }

    private void await(Kill next) {
        kill = next;
        commits = 0;
        calls = 0;
    }

    private void hit(String how) {
        story.add(how);
        hits++;
        await(kills.hasNext() ? kills.next() : Kill.never());
    }

    boolean hasKilled() {
        return hits > 0;
    }

    /** The process dies, and another takes over. */
    void kill() {
        story.add("killed");
        restart();
    }

    private Fate over(Call call) {
        if (isCloudAway) {
            return Fate.LOSE_BEFORE_EFFECT;
        }
        if (kill.place() != Kill.Place.AT_CALL || ++calls != kill.number()) {
            return Fate.GO_ON;
        }
        var fate = kill.fate();
        hit(fate + " at " + call.verb());
        isDead = KILLS.contains(fate);
        if (deliverAt == null
                && EnumSet.of(Fate.HOLD, Fate.LOSE_ANSWER_AND_HOLD).contains(fate)) {
            deliverAt = time.now().plus(lateness);
        }
        return fate;
    }

    private Committer mortal(Committer real) {
        return (unit, lane) -> {
            if (isDead) {
                throw new Killed("at a call");
            }
            var place = ++commits == kill.number() ? kill.place() : Kill.Place.NOWHERE;
            if (place == Kill.Place.BEFORE_COMMIT) {
                throw die("before", unit);
            }
            var events = real.commit(unit, lane);
            if (place == Kill.Place.AFTER_COMMIT) {
                throw die("after", unit);
            }
            return events;
        };
    }

    private Killed die(String when, Unit unit) {
        hit("killed " + when + " the commit of "
                + unit.events().stream().map(event -> event.type()).toList());
        return new Killed(when);
    }

    private void open() {
        store = Store.open(directory.resolve("var"), time);
        var committer = mortal(store.committer());
        book = new ExecutorBook();
        executor = disguise.apply(new SimulatorExecutor(cloud));
        if (!isExecutorAway) {
            book.addExecutor(executor);
        }
        var gate = new Gate();
        gate.addRunning(Condition.INSTANCE);
        engine = new Engine(time, Limits.DEFAULT);
        var inquiry = new Inquiry(store.records());
        door = new OperationService(store.records(), committer, book, engine, gate, inquiry);
        accounts = new AccountService(store.records(), committer, book, engine, gate, inquiry);
        var settling = new Settling(time, Limits.DEFAULT.step());
        var context = new WorkerContext(
                store.records(), committer, book, engine, settling, new StoreTrouble(), new Random(1));
        var boot = UUID.randomUUID().toString();
        var stepper = new Stepper(context, "node", boot);
        inventory = new Inventory(context, Duration.ofDays(3650)); // only when a test asks for it
        var refresh = new Refresh(context, store.journal());
        var sweeper = new LeftoverSweeper(context);
        loop = new DispatchLoop(context, new InlineLanes(broken::contains), stepper, sweeper, refresh, inventory, boot);
    }

    /** Does it; dies and is started anew as often as it takes. */
    private int again(IntSupplier what) {
        while (true) {
            try {
                int result = what.getAsInt();
                if (!isDead) {
                    return result;
                }
                restart();
            } catch (Killed e) {
                restart();
            }
        }
    }

    private void restart() {
        while (true) {
            store.cut();
            book.close();
            isDead = false;
            open();
            try {
                loop.begin();
                return;
            } catch (Killed e) {
                story.add("that was while taking over");
            }
        }
    }

    /** As a person does in the engine's file. */
    void configure(Map<String, Object> values) {
        engine.configure(ConfigDefaults.with(Engine.Config.class, values));
    }

    public AccountId account(Map<String, String> settings) {
        return account("simulated", "simulator", settings);
    }

    AccountId account(String name, String executor, Map<String, String> settings) {
        var made =
                accounts.create(new AccountDraft(name, executor, settings, Map.of()), Asked.by("test"), account -> "");
        return made.value().id();
    }

    /** From now on nothing of the newest operation's server can be worked on. */
    void breakNewest() {
        broken.add(serverId());
    }

    List<String> problems() {
        return engine.problems().sentences();
    }

    /** Another executor, which goes at the next kill. */
    void add(Executor other) {
        book.addExecutor(other);
    }

    void deleteAccount(AccountId account, long ifVersion) {
        accounts.delete(account, ifVersion, Asked.by("test"), deleted -> "");
    }

    /** Asks as a careful client does: with a key, and again after every break. */
    public void ask(String key, Action action) {
        var asked = new Asked("test", null, new IdempotencyKey("test", key, action.toString()));
        again(() -> {
            door.submit(List.of(action), asked, operations -> "");
            return 0;
        });
    }

    public void launch(AccountId account) {
        launch(account, "web-1");
    }

    public void launch(AccountId account, String name) {
        ask(name, new LaunchServer(account, name, "small", "debian-12", null, null, null, null, Map.of()));
    }

    void change(ActionKind kind) {
        change(kind, kind.word());
    }

    void change(ActionKind kind, String key) {
        ask(key, new ChangeServer(kind, serverId(), Force.GRACEFUL));
    }

    void cancelLaunch() {
        cancel(operations().get(operations().size() - 1).id());
    }

    void cancelNewest() {
        cancel(operations().get(0).id());
    }

    private void cancel(OperationId id) {
        again(() -> {
            door.cancel(id, Asked.by("test"), operation -> "");
            return 0;
        });
    }

    public OperationService door() {
        return door;
    }

    public AccountService accounts() {
        return accounts;
    }

    /** No call reaches the cloud any more. */
    public void cloudGoes() {
        isCloudAway = true;
    }

    void cloudComesBack() {
        isCloudAway = false;
    }

    public void executorGoes() {
        isExecutorAway = true;
        book.removeExecutor(executor);
    }

    void executorComesBack() {
        isExecutorAway = false;
        book.addExecutor(executor);
    }

    /** So much time, with everything that becomes due in it. */
    void pass(Duration duration) {
        var end = time.now().plus(duration);
        while (time.now().isBefore(end)) {
            if (again(() -> loop.pollOnce()) == 0) {
                var next = store.records()
                        .nextDue(time.now())
                        .filter(due -> due.isBefore(end))
                        .orElse(end);
                time.moveTo(next);
            }
        }
        passes(1);
    }

    /** The account is listed now, and what follows from it is done. */
    void takeInventory(AccountId account) {
        list(account);
        untilQuiet();
    }

    /** The account is listed now, and nothing else is done. */
    void list(AccountId account) {
        inventory.list(store.records().account(account).orElseThrow());
    }

    /** Somebody changes the newest server in its cloud. */
    void changeBehindOurBack(ActionKind kind) {
        var server = store.records().server(serverId()).orElseThrow();
        var line = new LedgerLine(operations().get(0).id(), ResourceKind.SERVER, "any", server.cloudId());
        var access = new Access(server.account(), "simulated", "another", Map.of(), Map.of());
        for (var i = 0; i < 10; i++) {
            var order = new Order(
                    operations().get(0).id(),
                    access,
                    new Task.Change(kind, line, Force.GRACEFUL),
                    Order.Before.NOTHING,
                    Map.of(),
                    List.of(line),
                    Duration.ofSeconds(1));
            if (new SimulatorExecutor(cloud).step(order) instanceof Outcome.Done) {
                return;
            }
            time.moveTo(time.now().plusSeconds(5));
        }
        throw new AssertionError("the cloud does not do it");
    }

    /** Somebody removes the only server in its cloud. */
    public void loseServer() {
        cloud.removeBehindOurBack(truth().servers().get(0).id());
    }

    /** The pinger finds the only server down. */
    void outage() {
        var target = store.targets().all().get(0);
        var down = new Heartbeat(Verdict.DOWN, time.now(), null, null, 1, null, null);
        store.heartbeats().record(List.of(new Judgement(target.server(), target.version(), down)));
    }

    /** A few passes, without moving the clock. */
    void passes(int count) {
        for (var i = 0; i < count; i++) {
            again(() -> loop.pollOnce());
        }
    }

    /** Until every operation is over, nothing is held back, and the watch has nothing left to look for. */
    public void untilQuiet() {
        for (var i = 0; i < ENDLESS; i++) {
            if (deliverAt != null && !time.now().isBefore(deliverAt)) {
                deliverAt = null;
                cloud.deliverHeld();
            }
            if (again(() -> loop.pollOnce()) == 0 && !moveOn()) {
                return;
            }
        }
        throw new AssertionError("it does not end: " + story + " " + operations());
    }

    private boolean moveOn() {
        var next = store.records().nextDue(time.now());
        if (deliverAt != null && next.map(due -> due.isAfter(deliverAt)).orElse(true)) {
            time.moveTo(deliverAt);
            return true;
        }
        next.ifPresent(time::moveTo);
        return next.isPresent();
    }

    public List<Operation> operations() {
        return store.records()
                .operations(OperationQuery.all(), Paging.first(100))
                .items();
    }

    public ServerId serverId() {
        return operations().get(0).server();
    }

    public Store store() {
        return store;
    }

    /** What the cloud itself says. */
    Truth truth() {
        cloud.settle();
        return Truth.read(cloud.truth(operations().get(0).account().value()));
    }

    ServerState serverState() {
        var all = new ServerQuery(
                null, Set.of(ServerState.values()), null, Map.of(), null, ServerQuery.Sort.OLDEST_FIRST);
        return store.records()
                .servers(all, Paging.first(10))
                .items()
                .get(0)
                .server()
                .state();
    }

    @Override
    public String toString() {
        return story + " → " + operations();
    }

    @Override
    public void close() {
        store.close();
        book.close();
        cloud.close();
    }
}
