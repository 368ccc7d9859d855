package cloud.dispatcher.spi;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.spi.Order.Before;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The life of one server, driven through an executor the way the engine drives it: intents and sightings are committed between the steps.
 * Every single step is held against what no step may do.
 */
final class Story {
    private static final int MOST_STEPS = 500;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    final OperationId launch = operation();
    final MemoryLedger ledger = new MemoryLedger(launch);
    private final Executor executor;
    private final Access access;
    private final LaunchServer request;
    private final Supplier<Set<Existing>> existing;
    private final Consumer<Duration> letTimePass;
    private Map<String, String> launchMemory = Map.of();

    /** How the steps of one operation go. */
    enum Luck {
        /** Each step's answer arrives. */
        GOOD,
        /** Each step is taken three times; only the third answer arrives, after the cloud has settled. */
        ANSWERS_LOST
    }

    Story(
            Executor executor,
            Access access,
            LaunchServer request,
            Supplier<Set<Existing>> existing,
            Consumer<Duration> letTimePass) {
        this.executor = executor;
        this.access = access;
        this.request = request;
        this.existing = existing;
        this.letTimePass = letTimePass;
    }

    static OperationId operation() {
        return new OperationId(UUID.randomUUID().toString());
    }

    /** Launches until it runs, from where the launch is. */
    Outcome.Done launch(Luck luck) {
        var done = done(play(launch, new Task.Launch(request), luck, launchMemory));
        ledger.see(done.seen());
        return done;
    }

    /** Takes steps until the first thing was created, and forgets that answer. */
    Existing launchUntilSomethingIsCreatedAndForgetIt() {
        var before = existing.get();
        for (int step = 0; step < MOST_STEPS; step++) {
            var outcome = take(order(launch, new Task.Launch(request), Before.NOTHING, launchMemory));
            var created = new HashSet<>(existing.get());
            created.removeAll(before);
            if (!created.isEmpty()) {
                return created.iterator().next();
            }
            launchMemory = commit(again(outcome));
            letTimePass.accept(again(outcome).delay());
        }
        throw new AssertionError("nothing was created in " + MOST_STEPS + " steps");
    }

    /** The next step of the launch, committed. */
    Outcome launchStep(Before before) {
        var outcome = take(order(launch, new Task.Launch(request), before, launchMemory));
        if (outcome instanceof Outcome.Again again) {
            launchMemory = commit(again);
        }
        return outcome;
    }

    Outcome change(ActionKind kind, Force force, Luck luck) {
        return play(operation(), new Task.Change(kind, ledger.server(), force), luck, Map.of());
    }

    /** The first step of a change. */
    Outcome changeStep(ActionKind kind) {
        return take(
                order(operation(), new Task.Change(kind, ledger.server(), Force.GRACEFUL), Before.NOTHING, Map.of()));
    }

    /** Removes one thing of the ledger, and strikes it when the cloud does not show it any more. */
    Outcome.Done remove(LedgerLine line, Luck luck) {
        var done = done(play(operation(), new Task.Remove(line), luck, Map.of()));
        if (done.seen().isEmpty()) {
            ledger.strike(line);
        }
        return done;
    }

    /** The first step of removing one thing. */
    Outcome removeStep(LedgerLine line) {
        return take(order(operation(), new Task.Remove(line), Before.NOTHING, Map.of()));
    }

    /** Removes everything in the engine's order: the server before what it uses, then the newest first. */
    void removeAll() {
        var lines = new ArrayList<>(ledger.lines());
        Collections.reverse(lines);
        lines.sort(Comparator.comparing(line -> line.kind() != ResourceKind.SERVER));
        lines.forEach(line -> remove(line, Luck.GOOD));
    }

    void settle() {
        letTimePass.accept(executor.idempotency(access).settlesWithin());
    }

    private Outcome play(OperationId operation, Task task, Luck luck, Map<String, String> remembered) {
        var memory = remembered;
        for (int step = 0; step < MOST_STEPS; step++) {
            var outcome = switch (luck) {
                case GOOD -> take(order(operation, task, Before.NOTHING, memory));
                case ANSWERS_LOST -> takeThrice(operation, task, memory);
            };
            if (!(outcome instanceof Outcome.Again again)) {
                return outcome;
            }
            memory = commit(again);
            letTimePass.accept(again.delay());
        }
        throw new AssertionError(task + " was not over after " + MOST_STEPS + " steps");
    }

    private Outcome takeThrice(OperationId operation, Task task, Map<String, String> memory) {
        take(order(operation, task, Before.NOTHING, memory));
        take(order(operation, task, Before.UNSETTLED, memory));
        settle();
        return take(order(operation, task, Before.SETTLED, memory));
    }

    private Order order(OperationId operation, Task task, Before before, Map<String, String> memory) {
        return new Order(operation, access, task, before, memory, ledger.lines(), LIMIT);
    }

    private Map<String, String> commit(Outcome.Again again) {
        ledger.intend(again.intents());
        ledger.see(again.seen());
        return again.memory();
    }

    private Outcome take(Order order) {
        var before = existing.get();
        var outcome = executor.step(order);
        var created = new HashSet<>(existing.get());
        created.removeAll(before);

        assertThat(created).as("created by one step").hasSizeLessThanOrEqualTo(1);
        assertThat(created).as("created, and on the ledger").allMatch(ledger::holds);
        if (order.before() == Before.UNSETTLED) {
            assertThat(created).as("created while unsettled").isEmpty();
        }
        if (!created.isEmpty()) {
            assertThat(idsSeen(outcome))
                    .as("seen, of what the step created")
                    .containsAll(created.stream().map(Existing::cloudId).toList());
        }
        if (outcome instanceof Outcome.Again again) {
            assertThat(again.delay()).isLessThanOrEqualTo(LONGEST_DELAY);
        }
        holdsNoSecret(outcome);
        return outcome;
    }

    private static List<String> idsSeen(Outcome outcome) {
        return outcome.match(Outcome.Done::seen, Outcome.Again::seen, failed -> List.<Sighting>of()).stream()
                .map(Sighting::cloudId)
                .toList();
    }

    private void holdsNoSecret(Outcome outcome) {
        var text = outcome.toString();
        for (var secret : access.credentials().values()) {
            assertThat(text).doesNotContain(secret.reveal());
        }
        Secret userData = request.userData();
        if (userData != null) {
            assertThat(text).doesNotContain(userData.reveal());
        }
    }

    static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    static Outcome.Again again(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Again.class);
        return (Outcome.Again) outcome;
    }

    static Outcome.Failed failed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }
}
