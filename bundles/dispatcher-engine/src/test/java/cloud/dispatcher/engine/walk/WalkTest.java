package cloud.dispatcher.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.engine.walk.Journey.Fate;
import cloud.dispatcher.model.OperationState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every plan, with every fate at every call and at every pair of calls, cancelled after every turn or not at all. The cloud's truth judges.
 */
class WalkTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofMillis(8_500);

    @ParameterizedTest
    @EnumSource(Plans.class)
    void without_trouble_it_is_made_once_with_one_call_for_each_step(Plans plans) {
        var journey = plans.journey().go();

        assertThat(journey.end.end()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(Plans.made(journey)).isEqualTo(plans.makes());
        assertThat(journey.claims()).isEqualTo(plans.plan.steps().size());
    }

    @ParameterizedTest
    @EnumSource(Plans.class)
    void whatever_becomes_of_one_call_at_most_one_exists_and_nothing_is_left(Plans plans) {
        var calls = plans.plan.steps().size() + 1;
        for (var call = 1; call <= calls; call++) {
            for (var fate : Fate.values()) {
                for (var lateness : List.of(SOON, LATE)) {
                    var fates = Map.of(call, fate);
                    assertSound(plans, () -> plans.journey().with(fates, lateness));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Plans.class)
    void whatever_becomes_of_two_calls_at_most_one_exists_and_nothing_is_left(Plans plans) {
        var calls = plans.plan.steps().size() + 3;
        for (var first = 1; first <= calls; first++) {
            for (var second = first + 1; second <= calls; second++) {
                for (var one : Fate.values()) {
                    for (var other : Fate.values()) {
                        var fates = Map.of(first, one, second, other);
                        assertSound(plans, () -> plans.journey().with(fates, LATE));
                    }
                }
            }
        }
    }

    /** To its end, and cancelled after each turn that it takes. */
    private static void assertSound(Plans plans, Supplier<Journey> journeys) {
        var whole = journeys.get().go();
        assertSound(plans, whole);
        for (var turn = 1; turn < Math.min(whole.turns(), 25); turn++) {
            assertSound(plans, journeys.get().cancelledAt(turn).go());
        }
    }

    private static void assertSound(Plans plans, Journey journey) {
        assertThat(journey.cloud.most()).as(journey.toString()).isLessThanOrEqualTo(1);
        var isMade = journey.end.end() == OperationState.SUCCEEDED;
        assertThat(Plans.made(journey)).as(journey.toString()).isEqualTo(isMade ? plans.makes() : 0);
        if (plans == Plans.EC2_WITH_AN_ADDRESS) {
            assertThat(journey.cloud.stateOf(Plans.address().key()))
                    .as(journey.toString())
                    .isEqualTo(isMade ? "associated" : "made");
        }
    }

    @ParameterizedTest
    @EnumSource(Plans.class)
    void who_cannot_see_makes_two_where_nothing_but_looking_refuses_a_second(Plans plans) {
        var blind = plans.journey()
                .with(Map.of(1, Fate.EFFECT_THEN_RESET), SOON)
                .seeing(shown -> List.of())
                .until(Duration.ofMinutes(5));
        var most = blind.go().cloud.most();

        var isLookup = plans == Plans.NOVA || plans == Plans.NOVA_ON_A_VOLUME;
        assertThat(most).as(blind.toString()).isEqualTo(isLookup ? 2 : 1);
    }
}
