package cloud.dispatcher.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.engine.FastDirectory;
import cloud.dispatcher.engine.work.World.Kill;
import cloud.dispatcher.engine.work.World.Kill.Place;
import cloud.dispatcher.executor.simulator.cloud.Fate;
import cloud.dispatcher.executor.simulator.cloud.Truth;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: for every accepted operation at most one cloud resource ever exists, on our ledger, and every accepted operation ends.
 *
 * <p>Each story is played once for every commit and every call of the cloud: the engine is killed there, or the call is lost there, a new
 * engine starts on the same database, and the cloud's own truth is asked.
 */
class CrashTest {
    /** The first call creates the volume, the second the server. */
    static final int CREATION_OF_THE_SERVER = 2;

    private static final Duration WITHIN_THE_WINDOW = Duration.ofSeconds(4);
    private static final Duration LONG_AFTER = Duration.ofMinutes(10);

    @TempDir(factory = FastDirectory.class)
    private Path directory;

    private int worlds;

    /** What is asked for; all but the last request happen before the kill. */
    enum Story {
        LAUNCH(ServerState.RUNNING),
        STOP(ServerState.STOPPED),
        START(ServerState.RUNNING),
        TERMINATE(ServerState.TERMINATED),
        CANCEL(ServerState.TERMINATED),
        TERMINATE_WHILE_LAUNCHING(ServerState.TERMINATED);

        final ServerState end;

        Story(ServerState end) {
            this.end = end;
        }

        void prepare(World world, AccountId account) {
            switch (this) {
                case LAUNCH, CANCEL, TERMINATE_WHILE_LAUNCHING -> {}
                case STOP, TERMINATE -> world.launch(account);
                case START -> {
                    world.launch(account);
                    world.untilQuiet();
                    world.change(ActionKind.STOP);
                }
            }
            world.untilQuiet();
        }

        void play(World world, AccountId account) {
            switch (this) {
                case LAUNCH -> world.launch(account);
                case STOP -> world.change(ActionKind.STOP);
                case START -> world.change(ActionKind.START);
                case TERMINATE -> world.change(ActionKind.TERMINATE);
                case CANCEL -> {
                    world.launch(account);
                    world.passes(2);
                    world.cancelLaunch();
                }
                case TERMINATE_WHILE_LAUNCHING -> {
                    world.launch(account);
                    world.passes(2);
                    world.change(ActionKind.TERMINATE);
                }
            }
            world.untilQuiet();
        }
    }

    static Stream<Arguments> every_story_on_every_class_of_cloud() {
        return Stream.of(Idempotency.Kind.values())
                .flatMap(kind -> Stream.of(Story.values()).map(story -> Arguments.of(kind, story)));
    }

    @ParameterizedTest
    @MethodSource("every_story_on_every_class_of_cloud")
    void a_kill_before_any_commit_changes_nothing_in_the_end(Idempotency.Kind kind, Story story) {
        assertThat(everywhere(kind, story, Place.BEFORE_COMMIT, Fate.GO_ON)).isGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("every_story_on_every_class_of_cloud")
    void a_kill_after_any_commit_changes_nothing_in_the_end(Idempotency.Kind kind, Story story) {
        assertThat(everywhere(kind, story, Place.AFTER_COMMIT, Fate.GO_ON)).isGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("every_story_on_every_class_of_cloud")
    void a_kill_at_any_call_changes_nothing_in_the_end(Idempotency.Kind kind, Story story) {
        for (var fate : new Fate[] {Fate.DIE_BEFORE_EFFECT, Fate.EFFECT_THEN_DIE, Fate.HOLD}) {
            assertThat(everywhere(kind, story, Place.AT_CALL, fate))
                    .as(fate.name())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("every_story_on_every_class_of_cloud")
    void a_call_that_is_lost_anywhere_changes_nothing_in_the_end(Idempotency.Kind kind, Story story) {
        for (var fate : new Fate[] {
            Fate.LOSE_BEFORE_EFFECT,
            Fate.EFFECT_THEN_LOSE_ANSWER,
            Fate.LOSE_ANSWER_AND_HOLD,
            Fate.THROTTLE,
            Fate.BREAK_DOWN
        }) {
            assertThat(everywhere(kind, story, Place.AT_CALL, fate))
                    .as(fate.name())
                    .isPositive();
        }
    }

    @Test
    void a_second_that_turns_up_beyond_the_window_is_reported_with_both_ids_and_touched_by_nobody() {
        var kill = new Kill(Place.AT_CALL, CREATION_OF_THE_SERVER, Fate.LOSE_ANSWER_AND_HOLD);
        try (var world = world(UnaryOperator.identity())) {
            var account = world.account(settings(Idempotency.Kind.LOOKUP));
            world.with(kill, LONG_AFTER);

            world.launch(account);
            world.untilQuiet();

            var operation = world.operations().get(0);
            var both = world.truth().servers().stream().map(Truth.Item::id).toList();
            assertThat(both).as(world.toString()).hasSize(2);
            assertThat(operation.leftovers()).extracting("cloudId").containsExactlyInAnyOrderElementsOf(both);
            assertThat(world.store().records().ledger(operation.server()))
                    .anyMatch(row ->
                            row.standing() == Standing.DOUBLED && row.twins().size() == 1);
        }
    }

    /** The mutation check: the test above must be able to fail. */
    @ParameterizedTest
    @EnumSource(Idempotency.Kind.class)
    void without_the_look_up_a_second_is_made_where_nothing_refuses_it(Idempotency.Kind kind) {
        var kill = new Kill(Place.AT_CALL, CREATION_OF_THE_SERVER, Fate.EFFECT_THEN_DIE);
        try (var world = world(ForgetfulExecutor::new)) {
            var account = world.account(settings(kind));
            world.with(kill, WITHIN_THE_WINDOW);

            world.launch(account);
            world.untilQuiet();

            var most = world.truth().most(world.operations().get(0).id().value());
            assertThat(most).isEqualTo(kind == Idempotency.Kind.LOOKUP ? 2 : 1);
        }
    }

    /** @return at how many places the story was broken */
    private int everywhere(Idempotency.Kind kind, Story story, Place place, Fate fate) {
        for (var number = 1; ; number++) {
            try (var world = world(UnaryOperator.identity())) {
                var account = world.account(settings(kind));
                story.prepare(world, account);
                world.with(new Kill(place, number, fate), WITHIN_THE_WINDOW);
                story.play(world, account);
                judge(world, story);
                if (!world.hasKilled()) {
                    return number - 1;
                }
            }
        }
    }

    private void judge(World world, Story story) {
        var truth = world.truth();
        assertThat(world.operations())
                .as(world.toString())
                .allMatch(operation -> operation.state().isOver());
        assertThat(truth.doubled()).as(world.toString()).isEmpty();
        assertThat(world.operations().get(0).state())
                .as(world.toString())
                .isIn(OperationState.SUCCEEDED, OperationState.CANCELLED);
        assertThat(world.serverState()).as(world.toString()).isEqualTo(story.end);
        var ledger = world.store().records().ledger(world.serverId());
        assertThat(ledger.stream()
                        .filter(row -> row.standing() == Standing.PRESENT)
                        .map(LedgerRow::cloudId))
                .as("the ledger holds what exists, and nothing else: " + world)
                .containsExactlyInAnyOrderElementsOf(
                        truth.existing().stream().map(Truth.Item::id).toList());
        if (story.end != ServerState.TERMINATED) {
            assertThat(ledger.stream().filter(row -> row.kind() == ResourceKind.SERVER))
                    .hasSize(1);
            assertThat(truth.servers())
                    .as("the cloud agrees: " + world)
                    .extracting(Truth.Item::last)
                    .containsExactly(story.end == ServerState.STOPPED ? "stopped" : "started");
        }
    }

    private World world(UnaryOperator<Executor> disguise) {
        return new World(directory.resolve("world-" + ++worlds), disguise);
    }

    static Map<String, String> settings(Idempotency.Kind kind) {
        return Map.of(
                "idempotency",
                kind.name(),
                "volumes",
                "1",
                "settlesWithin",
                "PT10S",
                "listeners",
                "0",
                "bootTime",
                "PT3S");
    }
}
