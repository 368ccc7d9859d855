package cloud.dispatcher.engine.decide;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.spi.CloudError;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.Intent;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.spi.Task;
import cloud.dispatcher.state.Claim;
import cloud.dispatcher.state.LedgerRow;
import cloud.dispatcher.state.LedgerRow.Standing;
import cloud.dispatcher.state.Unit;
import cloud.dispatcher.state.Work;
import cloud.dispatcher.state.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final OperationId ID = new OperationId("op");
    private static final Claim CLAIM = new Claim("node", "boot", NOW);

    private final Transitions transitions = new Transitions(Limits.DEFAULT, new Random(1));

    @Test
    void a_claim_intends_the_server_and_freezes_the_settings() {
        var unit = transitions
                .claim(launch().situation(), CLAIM, Map.of("region", "here"))
                .unit();

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.RUNNING);
        assertThat(work(unit).settings()).containsEntry("region", "here");
        assertThat(work(unit).claim()).isEqualTo(CLAIM);
        assertThat(rows(unit)).singleElement().satisfies(row -> {
            assertThat(row.standing()).isEqualTo(Standing.INTENDED);
            assertThat(row.name()).isEqualTo("op");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ActionKind.class,
            names = {"STOP", "REBOOT", "PAUSE", "TERMINATE"})
    void an_intended_silence_is_committed_before_the_cloud_is_called(ActionKind kind) {
        var unit = transitions
                .claim(change(kind).present("i-1", Effect.NONE).situation(), CLAIM, Map.of())
                .unit();

        assertThat(server(unit).state().isJudged()).isFalse();
    }

    @Test
    void a_launch_that_is_done_ends_with_its_server_on_the_ledger() {
        var unit = after(launch().intended().claimed(), new Outcome.Done(List.of(seen("i-1"))));

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(work(unit).claim()).isNull();
        assertThat(server(unit).state()).isEqualTo(ServerState.RUNNING);
        assertThat(rows(unit)).singleElement().satisfies(row -> {
            assertThat(row.standing()).isEqualTo(Standing.PRESENT);
            assertThat(row.cloudId()).isEqualTo("i-1");
        });
        assertThat(unit.events()).extracting(event -> event.type()).contains("operation.succeeded", "server.changed");
    }

    @Test
    void what_is_needed_besides_is_on_the_ledger_before_the_next_step() {
        var again = new Outcome.Again(
                Duration.ZERO,
                Map.of("k", "v"),
                Progress.of("making the disk"),
                List.of(new Intent(ResourceKind.VOLUME, "op-root")),
                List.of());

        var unit = after(launch().intended().claimed(), again);

        assertThat(work(unit).memory()).containsEntry("k", "v");
        assertThat(work(unit).operation().state()).isEqualTo(OperationState.WAITING);
        assertThat(rows(unit)).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(ResourceKind.VOLUME);
            assertThat(row.standing()).isEqualTo(Standing.INTENDED);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLING", "COMMUNICATION", "TIMEOUT", "CAPACITY"})
    void a_fault_that_may_pass_is_tried_again(Fault fault) {
        var unit = after(launch().intended().claimed(), failed(fault, Effect.POSSIBLE, Duration.ofSeconds(90)));

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.WAITING);
        assertThat(work(unit).operation().waiting().cause()).isEqualTo(Waiting.Cause.RETRY);
        assertThat(work(unit).due()).as("not sooner than the cloud asks for").isEqualTo(NOW.plusSeconds(90));
        assertThat(work(unit).reach()).isEqualTo(Effect.POSSIBLE);
    }

    @Test
    void a_refusal_that_reached_nothing_fails_at_once_in_the_clouds_words() {
        var unit = after(launch().intended().claimed(), failed(Fault.QUOTA, Effect.NONE, null));

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(work(unit).operation().error().message()).isEqualTo("the cloud's words");
        assertThat(rows(unit)).allMatch(row -> row.standing() == Standing.GONE);
    }

    @Test
    void a_refusal_after_a_lost_answer_undoes_what_may_be_there() {
        var unit = after(launch().reach(Effect.POSSIBLE).intended().claimed(), failed(Fault.QUOTA, Effect.NONE, null));

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.CANCELLING);
        assertThat(work(unit).operation().error()).isNotNull();
    }

    @Test
    void an_answer_that_comes_after_a_cancel_is_evidence_and_no_success() {
        var situation = launch().state(OperationState.CANCELLING).intended().claimed();

        var unit = transitions.after(
                situation.situation(),
                new Task.Launch(request()),
                Before.NOTHING,
                new Outcome.Done(List.of(seen("i-1"))));

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.CANCELLING);
        assertThat(rows(unit))
                .singleElement()
                .satisfies(row -> assertThat(row.cloudId()).isEqualTo("i-1"));
    }

    @Test
    void absence_is_not_believed_while_a_lost_create_may_still_arrive() {
        var lost = launch().state(OperationState.CANCELLING)
                .reach(Effect.POSSIBLE)
                .intended()
                .claimed();

        var early = removed(lost.settled(Situation.Settled.NOT_YET));
        var later = removed(lost.settled(Situation.Settled.YES));

        assertThat(work(early).operation().state()).isEqualTo(OperationState.CANCELLING);
        assertThat(work(later).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(rows(later)).allMatch(row -> row.standing() == Standing.GONE);
    }

    @Test
    void adoption_does_not_make_a_lost_create_harmless() {
        var launched =
                after(launch().reach(Effect.POSSIBLE).intended().claimed(), new Outcome.Done(List.of(seen("i-1"))));
        assertThat(rows(launched)).allMatch(row -> row.stray() == Effect.POSSIBLE);

        var terminate =
                change(ActionKind.TERMINATE).present("i-1", Effect.POSSIBLE).claimed();
        var early = removed(terminate.settled(Situation.Settled.NOT_YET));

        assertThat(work(early).operation().state().isOver()).isFalse();
    }

    @Test
    void two_things_under_one_token_are_reported_with_both_ids_and_touched_by_nobody() {
        var unit = after(
                launch().reach(Effect.POSSIBLE).intended().claimed(),
                new Outcome.Done(List.of(seen("i-1"), seen("i-2"))));

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(work(unit).operation().leftovers()).extracting("cloudId").containsExactly("i-1", "i-2");
        assertThat(rows(unit))
                .singleElement()
                .satisfies(row -> assertThat(row.standing()).isEqualTo(Standing.DOUBLED));
        assertThat(unit.events()).extracting(event -> event.type()).contains("server.doubled");
    }

    @Test
    void a_change_whose_answer_was_lost_keeps_its_turn_until_the_first_call_cannot_arrive_any_more() {
        var stop = change(ActionKind.STOP)
                .present("i-1", Effect.NONE)
                .reach(Effect.POSSIBLE)
                .claimed();
        var done = new Outcome.Done(List.of(seen("i-1")));

        assertThat(work(after(stop.settled(Situation.Settled.NOT_YET), done))
                        .operation()
                        .state())
                .isEqualTo(OperationState.WAITING);
        assertThat(work(after(stop.settled(Situation.Settled.YES), done))
                        .operation()
                        .state())
                .isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void the_deadline_fails_what_never_reached_the_cloud_and_undoes_the_rest() {
        assertThat(work(transitions.overdue(launch().intended().situation()))
                        .operation()
                        .state())
                .isEqualTo(OperationState.FAILED);
        assertThat(work(transitions.overdue(
                                launch().reach(Effect.POSSIBLE).intended().situation()))
                        .operation()
                        .state())
                .isEqualTo(OperationState.CANCELLING);
        assertThat(work(transitions.overdue(launch().intended().claimed().situation()))
                        .operation()
                        .state())
                .as("a step is under way")
                .isEqualTo(OperationState.CANCELLING);
    }

    @Test
    void what_cannot_be_removed_in_time_is_left_over_and_watched() {
        var unit = transitions.overdue(launch().state(OperationState.CANCELLING)
                .reach(Effect.POSSIBLE)
                .present("i-1", Effect.NONE)
                .situation());

        assertThat(work(unit).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(work(unit).operation().leftovers()).extracting("cloudId").containsExactly("i-1");
        assertThat(rows(unit)).singleElement().satisfies(row -> {
            assertThat(row.standing()).isEqualTo(Standing.UNWANTED);
            assertThat(row.lookAt()).isEqualTo(NOW);
        });
    }

    @Test
    void a_step_of_a_dead_process_may_have_reached_the_cloud() {
        var unit = transitions.orphaned(launch().intended().claimed().situation());

        assertThat(work(unit).reach()).isEqualTo(Effect.POSSIBLE);
        assertThat(work(unit).claim()).isNull();
        assertThat(work(unit).due()).isEqualTo(NOW);
    }

    @Test
    void only_a_look_up_cloud_has_to_wait_before_it_creates_again() {
        for (var kind : Idempotency.Kind.values()) {
            var lost = launch().kind(kind).reach(Effect.POSSIBLE).intended().settled(Situation.Settled.NOT_YET);
            assertThat(lost.situation().before())
                    .isEqualTo(kind == Idempotency.Kind.LOOKUP ? Before.UNSETTLED : Before.SETTLED);
        }
        assertThat(launch().situation().before()).isEqualTo(Before.NOTHING);
    }

    private Unit after(Case situation, Outcome outcome) {
        var is = situation.situation();
        return transitions.after(is, is.task().orElseThrow(), is.before(), outcome);
    }

    private Unit removed(Case situation) {
        return after(situation, new Outcome.Done(List.of()));
    }

    private static Outcome failed(Fault fault, Effect effect, Duration retryAfter) {
        return new Outcome.Failed(fault, effect, CloudError.of("the cloud's words"), retryAfter);
    }

    private static Sighting seen(String cloudId) {
        return new Sighting(
                ResourceKind.SERVER,
                "op",
                cloudId,
                ID,
                ServerState.RUNNING,
                List.of("127.64.0.1"),
                Probe.tcp(22),
                Map.of());
    }

    private static Work work(Unit unit) {
        return writes(unit, Write.PutWork.class)
                .map(Write.PutWork::work)
                .findFirst()
                .orElseThrow();
    }

    private static Server server(Unit unit) {
        return writes(unit, Write.PutServer.class)
                .map(Write.PutServer::server)
                .findFirst()
                .orElseThrow();
    }

    private static List<LedgerRow> rows(Unit unit) {
        return writes(unit, Write.PutLedger.class).map(Write.PutLedger::row).toList();
    }

    private static <W> Stream<W> writes(Unit unit, Class<W> type) {
        return unit.writes().stream().filter(type::isInstance).map(type::cast);
    }

    private static LaunchServer request() {
        return new LaunchServer(new AccountId("a"), "web-1", "small", "debian", null, null, null, null, Map.of());
    }

    private static Case launch() {
        return new Case(
                request(),
                OperationState.WAITING,
                Effect.NONE,
                null,
                List.of(),
                Idempotency.Kind.UNIQUE_NAME,
                Situation.Settled.YES);
    }

    private static Case change(ActionKind kind) {
        return new Case(
                new ChangeServer(kind, new ServerId("s"), Force.GRACEFUL),
                OperationState.ACCEPTED,
                Effect.NONE,
                null,
                List.of(),
                Idempotency.Kind.UNIQUE_NAME,
                Situation.Settled.YES);
    }

    /** A situation in the few things that these tests vary. */
    private record Case(
            Action action,
            OperationState state,
            Effect reach,
            Claim claim,
            List<LedgerRow> ledger,
            Idempotency.Kind kind,
            Situation.Settled settled) {

        Case state(OperationState next) {
            return new Case(action, next, reach, claim, ledger, kind, settled);
        }

        Case reach(Effect next) {
            return new Case(action, state, next, claim, ledger, kind, settled);
        }

        Case claimed() {
            return new Case(action, state, reach, CLAIM, ledger, kind, settled);
        }

        Case kind(Idempotency.Kind next) {
            return new Case(action, state, reach, claim, ledger, next, settled);
        }

        Case settled(Situation.Settled next) {
            return new Case(action, state, reach, claim, ledger, kind, next);
        }

        Case intended() {
            return with(Standing.INTENDED, null, Effect.NONE);
        }

        Case present(String cloudId, Effect stray) {
            return with(Standing.PRESENT, cloudId, stray);
        }

        private Case with(Standing standing, String cloudId, Effect stray) {
            var row = new LedgerRow(
                    ID,
                    ResourceKind.SERVER,
                    "op",
                    new AccountId("a"),
                    new ServerId("s"),
                    cloudId,
                    List.of(),
                    standing,
                    stray,
                    0,
                    null,
                    1);
            return new Case(action, state, reach, claim, List.of(row), kind, settled);
        }

        Situation situation() {
            var server = new Server(
                    new ServerId("s"),
                    new AccountId("a"),
                    "web-1",
                    "small",
                    "debian",
                    null,
                    null,
                    null,
                    Map.of(),
                    ServerState.RUNNING,
                    null,
                    List.of(),
                    Probe.icmp(),
                    Map.of(),
                    null,
                    NOW,
                    null,
                    1);
            var operation = new Operation(
                    action.kind() == ActionKind.LAUNCH ? ID : new OperationId("other"),
                    action,
                    new AccountId("a"),
                    new ServerId("s"),
                    state,
                    "admin",
                    null,
                    0,
                    null,
                    NOW.plusSeconds(60),
                    1,
                    Progress.of("step"),
                    null,
                    Map.of(),
                    null,
                    List.of(),
                    NOW,
                    null,
                    null);
            var work = new Work(operation, 1, NOW, NOW.plusSeconds(60), claim, reach, Map.of(), Map.of(), 0, 1);
            return new Situation(work, server, ledger, NOW, new Idempotency(kind, WINDOW), settled);
        }
    }
}
