package cloud.dispatcher.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.engine.FastDirectory;
import cloud.dispatcher.engine.work.CrashTest.Story;
import cloud.dispatcher.engine.work.World.Kill;
import cloud.dispatcher.engine.work.World.Kill.Place;
import cloud.dispatcher.executor.simulator.cloud.Fate;
import cloud.dispatcher.executor.simulator.cloud.Truth;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a kill must not break, under its name in the design. {@link CrashTest} breaks each story once, at every place; here misfortunes
 * rain, also upon who takes over from the killed. {@code -Dsoak.rains=200} for more of it, {@code -Dsoak.seed} for the same again.
 */
class InvariantTest {
    private static final int RAINS = Integer.getInteger("soak.rains", 2);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int DROPS = 5;
    private static final Duration WITHIN_THE_WINDOW = Duration.ofSeconds(4);

    private static final List<Fate> FATES = List.of(
            Fate.DIE_BEFORE_EFFECT,
            Fate.EFFECT_THEN_DIE,
            Fate.HOLD,
            Fate.LOSE_BEFORE_EFFECT,
            Fate.EFFECT_THEN_LOSE_ANSWER,
            Fate.LOSE_ANSWER_AND_HOLD,
            Fate.THROTTLE);

    @TempDir(factory = FastDirectory.class)
    private Path directory;

    private int worlds;

    @Test
    void accepted_is_durable() {
        try (var world = world()) {
            world.launch(world.account(CrashTest.settings(Idempotency.Kind.LOOKUP)));
            var accepted = world.operations();
            world.kill();

            assertThat(world.operations()).isEqualTo(accepted).hasSize(1);
            world.untilQuiet();
            assertThat(world.operations()).extracting(Operation::state).containsExactly(OperationState.SUCCEEDED);
            assertThat(world.truth().servers()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Idempotency.Kind.class)
    void a_step_may_run_twice_never_zero_times(Idempotency.Kind kind) {
        var undisturbed = stepsOfALaunch(kind, Fate.GO_ON);

        assertThat(stepsOfALaunch(kind, Fate.DIE_BEFORE_EFFECT)).isGreaterThan(undisturbed);
        assertThat(stepsOfALaunch(kind, Fate.EFFECT_THEN_DIE)).isGreaterThan(undisturbed);
    }

    /** Of one that works in the end, whatever befell the creation of its server. */
    private int stepsOfALaunch(Idempotency.Kind kind, Fate fate) {
        try (var world = world()) {
            var account = world.account(CrashTest.settings(kind));
            world.with(new Kill(Place.AT_CALL, CrashTest.CREATION_OF_THE_SERVER, fate), WITHIN_THE_WINDOW);
            world.launch(account);
            world.untilQuiet();

            var launch = world.operations().get(0);
            assertThat(launch.state()).as(world.toString()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(world.truth().requested(launch.id().value())).isPositive();
            assertThat(world.truth().servers()).hasSize(1);
            return launch.attempts();
        }
    }

    @ParameterizedTest
    @EnumSource(Idempotency.Kind.class)
    void at_any_moment_at_most_one_cloud_resource_exists_for_an_accepted_operation(Idempotency.Kind kind) {
        inTheRain(kind, world -> {
            var ledger = world.store().records().ledger(world.serverId());
            assertThat(world.truth().doubled()).as(world.toString()).isEmpty();
            assertThat(ledger.stream()
                            .filter(row -> row.standing() == Standing.PRESENT)
                            .map(LedgerRow::cloudId))
                    .as("it is on our ledger: " + world)
                    .containsExactlyInAnyOrderElementsOf(world.truth().existing().stream()
                            .map(Truth.Item::id)
                            .toList());
        });
    }

    @ParameterizedTest
    @EnumSource(Idempotency.Kind.class)
    void once_the_kills_stop_every_accepted_operation_ends(Idempotency.Kind kind) {
        inTheRain(
                kind,
                world -> assertThat(world.operations()).as(world.toString()).allSatisfy(operation -> {
                    assertThat(operation.state().isOver()).isTrue();
                    assertThat(operation.endedAt()).isBeforeOrEqualTo(operation.deadline());
                }));
    }

    /** Every story, several times, each time in another rain. */
    private void inTheRain(Idempotency.Kind kind, Consumer<World> judge) {
        System.err.printf("InvariantTest: %s, %d rains, -Dsoak.seed=%d%n", kind, RAINS, SEED);
        var random = new Random(SEED);
        for (var rain = 0; rain < RAINS; rain++) {
            for (var story : Story.values()) {
                try (var world = world()) {
                    var account = world.account(CrashTest.settings(kind));
                    story.prepare(world, account);
                    world.with(rain(random), WITHIN_THE_WINDOW);
                    story.play(world, account);
                    assertThat(world.hasKilled()).as(world.toString()).isTrue();
                    judge.accept(world);
                }
            }
        }
    }

    private static List<Kill> rain(Random random) {
        return Stream.generate(() -> drop(random)).limit(DROPS).toList();
    }

    private static Kill drop(Random random) {
        var number = 1 + random.nextInt(2);
        return switch (random.nextInt(4)) {
            case 0 -> new Kill(Place.BEFORE_COMMIT, number, Fate.GO_ON);
            case 1 -> new Kill(Place.AFTER_COMMIT, number, Fate.GO_ON);
            default -> new Kill(Place.AT_CALL, number, FATES.get(random.nextInt(FATES.size())));
        };
    }

    private World world() {
        return new World(directory.resolve("world-" + ++worlds), UnaryOperator.identity());
    }
}
