package cloud.dispatcher.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.engine.walk.CallFailure.Answer;
import cloud.dispatcher.engine.walk.Journey.Fate;
import cloud.dispatcher.engine.walk.LineState.Standing;
import cloud.dispatcher.engine.walk.Observation.Condition;
import cloud.dispatcher.engine.walk.Uniqueness.Guarantee;
import cloud.dispatcher.engine.walk.WalkState.Aim;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.CloudError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One turn at a time: what follows from what. */
class WalkRulesTest {
    private static final OperationId OPERATION = new OperationId("operation");

    private final FixedTimes times = new FixedTimes();
    private final Evidence evidence = new Evidence(2);

    /** As the test says. */
    private static final class FixedTimes implements Times {
        boolean isSettled;
        boolean isLate;
        boolean isCleanUpOver;
        Duration waited = Duration.ZERO;
        Duration sinceCall = Duration.ZERO;

        @Override
        public boolean isSettled(Line.Key line) {
            return isSettled;
        }

        @Override
        public Duration waited() {
            return waited;
        }

        @Override
        public Duration sinceCall() {
            return sinceCall;
        }

        @Override
        public boolean isLate() {
            return isLate;
        }

        @Override
        public boolean isCleanUpOver() {
            return isCleanUpOver;
        }
    }

    private static WalkState planned(Step... steps) {
        return WalkState.begin(OPERATION, Aim.CREATE, List.of()).planned(new Plan(List.of(steps)));
    }

    private static WalkState server(Guarantee guarantee) {
        return planned(Plans.make("server", ResourceKind.SERVER, guarantee, null));
    }

    private static Observation shown(String id, String bornAs, Condition condition, String state) {
        return new Observation(
                ResourceKind.SERVER,
                id,
                bornAs,
                OPERATION,
                condition,
                state,
                null,
                List.of(),
                Probe.none("fake"),
                Map.of(),
                condition == Condition.BROKEN ? CloudError.of("no bootable disk") : null);
    }

    private static Observation ready(String id) {
        return shown(id, "born", Condition.READY, "made");
    }

    private Turn next(WalkState state, Observation... shown) {
        var all = Map.of(state.lines().get(0).key(), List.of(shown));
        return Walk.next(state, new Answers(state.calls(), all), times);
    }

    private Turn unasked(WalkState state) {
        return Walk.next(state, Answers.NONE, times);
    }

    private WalkState claimed(WalkState state) {
        var turn = unasked(state);
        return Evidence.claimed(turn.state(), ((Next.Claim) turn.next()).call());
    }

    private WalkState refused(WalkState state, Fault fault, Answer answer) {
        return evidence.refused(state, new CallFailure(fault, answer, CloudError.of("no"), null));
    }

    private WalkState made(Guarantee guarantee, String id) {
        return Evidence.answered(claimed(server(guarantee)), new Receipt(ready(id), null));
    }

    private static void assertOver(Turn turn, OperationState end, Fault fault) {
        assertThat(turn.next()).isInstanceOfSatisfying(Next.Over.class, over -> {
            assertThat(over.end()).isEqualTo(end);
            assertThat(over.why() == null ? null : over.why().fault()).isEqualTo(fault);
        });
    }

    @Test
    void the_plan_is_asked_for_once() {
        var state = WalkState.begin(OPERATION, Aim.CREATE, List.of());
        assertThat(unasked(state).next()).isInstanceOf(Next.ReadPlan.class);
        assertThat(unasked(server(Guarantee.TOKEN)).next()).isInstanceOf(Next.Claim.class);
    }

    @Test
    void a_plan_that_anchors_to_what_comes_later_is_no_plan() {
        assertThatThrownBy(
                        () -> new Plan(List.of(Plans.make("server", ResourceKind.SERVER, Guarantee.ANCHOR, "volume"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void while_a_call_is_under_way_nothing_else_is_done() {
        assertThat(unasked(claimed(server(Guarantee.LOOKUP))).next()).isInstanceOf(Next.Wait.class);
    }

    @Test
    void an_answer_asked_for_before_a_call_does_not_count_after_it() {
        var state = server(Guarantee.LOOKUP);
        var before = new Answers(state.calls(), Map.of(state.lines().get(0).key(), List.of()));
        times.isSettled = true;

        var lost = Evidence.lost(claimed(state));

        assertThat(Walk.next(lost, before, times).next()).isInstanceOf(Next.Poll.class);
    }

    @ParameterizedTest
    @EnumSource(value = Guarantee.class, names = "ANCHOR", mode = EnumSource.Mode.EXCLUDE)
    void what_a_lost_call_made_is_adopted(Guarantee guarantee) {
        var lost = Evidence.lost(claimed(server(guarantee)));

        assertOver(next(lost, ready("i-1")), OperationState.SUCCEEDED, null);
    }

    @Test
    void where_only_looking_refuses_a_second_it_is_made_again_when_the_first_would_be_visible() {
        var lost = Evidence.lost(claimed(server(Guarantee.LOOKUP)));
        assertThat(next(lost).next()).isInstanceOf(Next.Poll.class);

        times.isSettled = true;

        assertThat(next(lost).next()).isInstanceOf(Next.Claim.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "UNIQUE_NAME"})
    void where_the_cloud_refuses_a_second_it_is_made_again_at_once(Guarantee guarantee) {
        var lost = Evidence.lost(claimed(server(guarantee)));

        assertThat(next(lost).next()).isInstanceOf(Next.Claim.class);
    }

    @Test
    void there_is_one_already_is_ours_when_it_is_shown_and_a_conflict_when_none_is() {
        var exists = refused(claimed(server(Guarantee.UNIQUE_NAME)), Fault.CONFLICT, Answer.EXISTS);
        assertOver(next(exists, ready("i-1")), OperationState.SUCCEEDED, null);
        assertThat(next(exists).next()).isInstanceOf(Next.Poll.class);

        times.isSettled = true;

        assertOver(next(exists), OperationState.FAILED, Fault.CONFLICT);
    }

    @Test
    void under_a_spent_token_nothing_is_made_again() {
        var spent = refused(claimed(server(Guarantee.TOKEN)), Fault.CONFLICT, Answer.SPENT);

        assertThat(spent.lines().get(0).standing()).isEqualTo(Standing.GONE);
        assertOver(unasked(spent), OperationState.FAILED, Fault.CONFLICT);
    }

    @Test
    void a_refusal_without_effect_is_tried_again_or_ends_the_launch() {
        var throttled = server(Guarantee.LOOKUP);
        for (var i = 0; i < 20; i++) {
            throttled = refused(claimed(throttled), Fault.THROTTLING, Answer.NO_EFFECT);
        }
        assertThat(throttled.faults()).isZero();
        assertThat(unasked(throttled).next()).isInstanceOf(Next.Claim.class);

        var full = refused(claimed(server(Guarantee.LOOKUP)), Fault.CAPACITY, Answer.NO_EFFECT);
        assertThat(unasked(full).next()).isInstanceOf(Next.Claim.class);
        assertOver(
                unasked(refused(claimed(full), Fault.CAPACITY, Answer.NO_EFFECT)),
                OperationState.FAILED,
                Fault.CAPACITY);

        assertOver(
                unasked(refused(claimed(server(Guarantee.LOOKUP)), Fault.QUOTA, Answer.NO_EFFECT)),
                OperationState.FAILED,
                Fault.QUOTA);
    }

    @Test
    void an_id_alone_is_not_identity() {
        var made = made(Guarantee.UNIQUE_NAME, "100");
        var other = shown("100", "another", Condition.READY, "made");
        times.isSettled = true;

        var undone = next(made.undoing(null), other);

        assertOver(undone, OperationState.CANCELLED, null);
        assertThat(undone.state().lines().get(0).standing()).isEqualTo(Standing.GONE);
    }

    @Test
    void what_has_ended_is_no_candidate_and_ends_the_launch() {
        var lost = Evidence.lost(claimed(server(Guarantee.TOKEN)));
        times.isSettled = true;

        assertOver(
                next(lost, shown("i-1", "born", Condition.ENDED, "terminated")),
                OperationState.FAILED,
                Fault.NOT_FOUND);
    }

    @Test
    void what_breaks_is_recorded_then_removed_and_its_words_are_kept() {
        var made = made(Guarantee.TOKEN, "i-1");

        var turn = next(made, shown("i-1", "born", Condition.BROKEN, "error"));

        assertThat(turn.next())
                .isInstanceOfSatisfying(
                        Next.Claim.class, claim -> assertThat(claim.call()).isInstanceOf(Call.Remove.class));
        assertThat(turn.state().why().said().text()).isEqualTo("no bootable disk");
    }

    @Test
    void what_is_usable_is_waited_for_no_longer_than_the_step_says() {
        var made = made(Guarantee.TOKEN, "i-1");
        var usable = shown("i-1", "born", Condition.USABLE, "running");
        assertThat(next(made, usable).next()).isInstanceOf(Next.Poll.class);

        times.waited = Duration.ofSeconds(30);

        assertOver(next(made, usable), OperationState.SUCCEEDED, null);
    }

    @Test
    void two_are_a_persons_business_until_the_deadline_and_neither_is_touched() {
        var lost = Evidence.lost(claimed(server(Guarantee.LOOKUP)));
        var waiting = next(lost, ready("i-1"), ready("i-2"));
        assertThat(waiting.next()).isEqualTo(new Next.Person(List.of("i-1", "i-2")));

        assertOver(next(waiting.state(), ready("i-2")), OperationState.SUCCEEDED, null);

        times.isLate = true;
        var late = next(waiting.state(), ready("i-1"), ready("i-2"));
        assertOver(late, OperationState.FAILED, Fault.CONFLICT);
        assertThat(((Next.Over) late.next()).leftovers()).hasSize(1);
    }

    @Test
    void of_what_is_not_its_own_the_recorded_one_is_used() {
        var make = Plans.make("image", ResourceKind.IMAGE, Guarantee.LOOKUP, null);
        var shared = planned(new Step.Make(
                make.part(), make.kind(), make.name(), false, make.uniqueness(), Map.of(), Duration.ZERO));
        var made = Evidence.answered(claimed(shared), new Receipt(ready("i-2"), null));

        var turn = next(made, ready("i-1"), ready("i-2"));

        assertOver(turn, OperationState.SUCCEEDED, null);
        assertThat(turn.state().lines().get(0).line().cloudId()).isEqualTo("i-2");
    }

    @Test
    void a_ticket_is_asked_for_and_nothing_is_made_beside_it() {
        var ticketed = Evidence.answered(claimed(server(Guarantee.UNIQUE_NAME)), new Receipt(null, "task-1"));

        assertThat(ticketed.lines().get(0).line().ticket()).isEqualTo("task-1");
        assertThat(unasked(ticketed).next()).isInstanceOf(Next.Poll.class);
        assertThat(next(ticketed).next()).isInstanceOf(Next.Poll.class);
        times.isSettled = true;
        assertThat(next(ticketed).next()).isInstanceOf(Next.Claim.class);
    }

    private WalkState started(Step.Nature nature) {
        var change = new Step.Change(
                "server",
                "stop",
                nature,
                Map.of(),
                Set.of("stopped"),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                null);
        var made = Evidence.answered(
                claimed(planned(Plans.make("server", ResourceKind.SERVER, Guarantee.TOKEN, null), change)),
                new Receipt(ready("i-1"), null));
        return next(made, ready("i-1")).state();
    }

    private WalkState changing(WalkState state) {
        var turn = next(state, ready("i-1"));
        return Evidence.claimed(turn.state(), ((Next.Claim) turn.next()).call());
    }

    @Test
    void a_change_is_repeated_and_made_harder_as_its_step_says() {
        var pressed = Evidence.answered(changing(started(Step.Nature.TO_STATE)), new Receipt(null, null));
        assertThat(next(pressed, ready("i-1")).next()).isInstanceOf(Next.Poll.class);

        times.sinceCall = Duration.ofSeconds(20);
        assertThat(next(pressed, ready("i-1")).next())
                .isEqualTo(new Next.Claim(new Call.Change(pressed.lines().get(0).key(), "stop", 1, Force.GRACEFUL)));

        times.waited = Duration.ofSeconds(60);
        assertThat(next(pressed, ready("i-1")).next())
                .isEqualTo(new Next.Claim(new Call.Change(pressed.lines().get(0).key(), "stop", 1, Force.HARD)));
    }

    @Test
    void a_change_in_doubt_holds_its_turn_though_it_looks_done() {
        var lost = Evidence.lost(changing(started(Step.Nature.TO_STATE)));
        var stopped = shown("i-1", "born", Condition.READY, "stopped");
        assertThat(next(lost, stopped).next()).isInstanceOf(Next.Poll.class);

        times.isSettled = true;

        assertOver(next(lost, stopped), OperationState.SUCCEEDED, null);
    }

    @Test
    void a_pulse_is_done_when_it_was_called_once_and_may_be_called_twice() {
        var changing = changing(started(Step.Nature.PULSE));

        assertOver(
                next(Evidence.answered(changing, new Receipt(null, null)), ready("i-1")),
                OperationState.SUCCEEDED,
                null);
        assertThat(next(Evidence.lost(changing), ready("i-1")).next()).isInstanceOf(Next.Claim.class);
    }

    @Test
    void a_changed_thing_that_is_not_there_fails_the_change_when_that_is_certain() {
        var line = new Line(
                new Line.Key(new OperationId("launch"), ResourceKind.SERVER, "s"),
                "launch",
                Plans.make("s", ResourceKind.SERVER, Guarantee.TOKEN, null).uniqueness(),
                "i-1",
                "born",
                null,
                Map.of(),
                Map.of());
        var target = LineState.intended(line, "server").called(1).is(Standing.PRESENT);
        var state = WalkState.begin(OPERATION, Aim.ACT, List.of(target))
                .planned(new Plan(List.of(Plans.change("server", "start", "running", null))));
        assertThat(next(state).next()).isInstanceOf(Next.Poll.class);

        times.isSettled = true;

        assertOver(next(state), OperationState.FAILED, Fault.NOT_FOUND);
    }

    @Test
    void at_the_deadline_what_reached_no_cloud_fails_and_what_may_have_is_undone() {
        times.isLate = true;
        assertOver(unasked(server(Guarantee.LOOKUP)), OperationState.FAILED, Fault.TIMEOUT);

        times.isLate = false;
        var lost = Evidence.lost(claimed(server(Guarantee.LOOKUP)));
        times.isLate = true;

        assertThat(unasked(lost).next()).isInstanceOf(Next.Poll.class);
        assertThat(unasked(lost).state().isUndoing()).isTrue();
    }

    @Test
    void undoing_that_takes_too_long_ends_with_leftovers_and_a_watch() {
        var lost = Evidence.lost(claimed(server(Guarantee.TOKEN))).undoing(null);
        times.isCleanUpOver = true;

        var turn = unasked(lost);

        assertOver(turn, OperationState.FAILED, Fault.TIMEOUT);
        assertThat(((Next.Over) turn.next()).watched()).hasSize(1);
        assertThat(turn.state().lines().get(0).standing()).isEqualTo(Standing.UNWANTED);
    }

    @Test
    void a_lookup_line_in_doubt_is_watched_after_it_was_undone() {
        var lost = Evidence.lost(claimed(server(Guarantee.LOOKUP))).undoing(null);
        times.isSettled = true;

        var turn = next(lost);

        assertOver(turn, OperationState.CANCELLED, null);
        assertThat(((Next.Over) turn.next()).watched()).hasSize(1);
    }

    @Test
    void a_line_that_hangs_on_an_anchor_is_settled_by_removing_the_anchor_without_a_window() {
        var journey = Plans.NOVA_ON_A_VOLUME
                .journey()
                .with(Map.of(2, Fate.RESET_AND_LATE), Duration.ofSeconds(9))
                .cancelledAt(5)
                .go();

        assertThat(Plans.made(journey)).as(journey.toString()).isZero();
        assertThat(journey.end.end()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void a_terminate_removes_every_line_of_its_resource_the_newest_first_and_makes_nothing() {
        var launched = Plans.NOVA_ON_A_VOLUME.journey().go();
        var terminate = WalkState.begin(new OperationId("terminate"), Aim.REMOVE, launched.state.lines());

        var journey = new Journey(launched.cloud, terminate, new Plan(List.of())).go();

        assertThat(journey.end.end()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(Plans.made(journey)).isZero();
        assertThat(journey.claims()).isEqualTo(2);
    }
}
