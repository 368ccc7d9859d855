package cloud.dispatcher.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.AccountPatch;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.IdempotencyKey;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.engine.FastDirectory;
import cloud.dispatcher.engine.decide.Limits;
import cloud.dispatcher.engine.executors.BrokenExecutor;
import cloud.dispatcher.engine.executors.BrokenExecutor.Method;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.EventQuery;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Waiting;
import cloud.dispatcher.state.LedgerRow.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine as a whole, on the real store and the simulated cloud. */
class EngineTest {
    @TempDir(factory = FastDirectory.class)
    private Path directory;

    private World world;
    private AccountId account;

    @BeforeEach
    void open() {
        world = new World(directory, UnaryOperator.identity());
        account = world.account(Map.of("listeners", "0", "quota", "2"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_absent_executor_delays_it_does_not_fail() {
        world.executorGoes();
        world.launch(account);
        world.pass(Duration.ofMinutes(5));
        assertThat(newest().waiting().cause()).isEqualTo(Waiting.Cause.EXECUTOR);

        world.executorComesBack();
        world.pass(Duration.ofMinutes(1));

        assertThat(newest().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"IDEMPOTENCY", "STEP", "LOOK", "CATALOG"})
    void one_broken_executor_delays_only_its_own_account(Method broken) {
        world.add(new BrokenExecutor(broken, () -> {
            throw new StackOverflowError("broken");
        }));
        world.launch(world.account("broken", "broken", Map.of()), "theirs");
        world.launch(account, "ours");
        world.pass(Duration.ofMinutes(1));

        assertThat(newest().state()).isEqualTo(OperationState.SUCCEEDED);

        world.pass(Limits.DEFAULT.launch().plus(Limits.DEFAULT.cleanUp()).plusSeconds(1));
        assertThat(world.operations()).allMatch(operation -> operation.state().isOver());
    }

    @Test
    void one_row_that_cannot_be_worked_on_delays_only_itself() {
        world.launch(account, "theirs");
        world.breakNewest();
        world.launch(account, "ours");
        world.passes(3);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.operations())
                .extracting(operation -> operation.state().isOver())
                .containsExactly(true, false);
        assertThat(world.problems()).singleElement().asString().startsWith("dispatch loop: ");
    }

    @Test
    void waiting_for_an_executor_ends_at_the_deadline_too() {
        world.executorGoes();
        world.launch(account);
        world.pass(Limits.DEFAULT.launch().plusSeconds(1));

        assertThat(newest().state()).isEqualTo(OperationState.FAILED);
        assertThat(newest().error().fault()).isEqualTo(Fault.TIMEOUT);
    }

    @Test
    void a_cloud_out_of_reach_ends_in_leftovers_and_the_watch_removes_what_is_there() {
        world.launch(account);
        world.passes(1);
        world.cloudGoes();
        world.pass(Limits.DEFAULT.launch().plus(Limits.DEFAULT.cleanUp()).plusSeconds(1));
        assertThat(newest().state()).isEqualTo(OperationState.FAILED);
        assertThat(newest().leftovers()).hasSize(1);
        assertThat(world.truth().existing()).hasSize(1);

        world.cloudComesBack();
        world.untilQuiet();

        assertThat(world.truth().existing()).isEmpty();
        assertThat(types()).contains("leftover.removed");
    }

    @Test
    void a_changed_limit_counts_at_once_for_what_is_under_way() {
        world.launch(account);
        world.passes(1);
        world.cloudGoes();

        world.configure(Map.of("cleanUpSeconds", 1.0));
        world.pass(Limits.DEFAULT.launch().plusSeconds(3));

        assertThat(newest().state()).isEqualTo(OperationState.FAILED);
        assertThat(newest().leftovers()).hasSize(1);
    }

    @Test
    void a_terminate_takes_over_what_an_earlier_one_left() {
        world.launch(account);
        world.untilQuiet();
        world.cloudGoes();
        world.change(ActionKind.TERMINATE);
        world.pass(Limits.DEFAULT.terminate().plusSeconds(1));
        assertThat(newest().state()).isEqualTo(OperationState.FAILED);

        world.cloudComesBack();
        world.change(ActionKind.TERMINATE, "once more");
        world.untilQuiet();

        assertThat(newest().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(world.serverState()).isEqualTo(ServerState.TERMINATED);
        assertThat(world.truth().existing()).isEmpty();
    }

    @Test
    void a_terminate_whose_turn_comes_after_a_launch_gave_up_still_removes_the_server() {
        world.launch(account);
        world.passes(1);
        world.cloudGoes();
        world.change(ActionKind.TERMINATE);
        world.pass(Limits.DEFAULT.cleanUp().plusSeconds(1));

        world.cloudComesBack();
        world.untilQuiet();

        assertThat(newest().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(world.truth().existing()).isEmpty();
    }

    @Test
    void a_cancelled_terminate_leaves_the_watch_as_it_was() {
        world.launch(account);
        world.passes(1);
        world.cloudGoes();
        world.pass(Limits.DEFAULT.launch().plus(Limits.DEFAULT.cleanUp()).plusSeconds(1));
        world.change(ActionKind.TERMINATE);
        world.cancelNewest();

        world.cloudComesBack();
        world.untilQuiet();

        assertThat(world.truth().existing()).isEmpty();
    }

    @Test
    void cancelling_a_change_needs_no_executor() {
        world.launch(account);
        world.untilQuiet();
        world.cloudGoes();
        world.change(ActionKind.STOP);
        world.passes(1);
        world.executorGoes();
        world.cancelNewest();
        world.passes(2);

        assertThat(newest().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void what_waited_for_its_executor_is_written_once_when_it_is_there_again() {
        world.executorGoes();
        world.launch(account);
        world.passes(2);
        world.executorComesBack();
        world.passes(1);

        assertThat(newest().waiting()).isNotNull().extracting(Waiting::cause).isNotEqualTo(Waiting.Cause.EXECUTOR);
    }

    @Test
    void settings_that_the_executor_objects_to_are_refused_before_an_account_is_made() {
        assertThatThrownBy(() -> world.account(Map.of("lostCalls", "7")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("lostCalls");
    }

    private LaunchServer launch(String name) {
        return new LaunchServer(account, name, "small", "debian-12", null, null, null, null, Map.of());
    }

    @Test
    void a_bulk_accepts_what_can_be_accepted_in_one_commit_and_tells_why_the_rest_cannot() {
        var nowhere = new Action.ChangeServer(ActionKind.STOP, new ServerId("none"), Force.GRACEFUL);
        var actions = List.<Action>of(launch("-bad"), launch("good"), nowhere);
        var results = world.door()
                .submitEach(actions, Asked.by("test"), made -> "answer")
                .value();
        assertThat(results.get(0).refusal().fields())
                .extracting(FieldError::pointer)
                .containsExactly("/actions/0/name");
        assertThat(results.get(1).operation()).isEqualTo(newest());
        assertThat(results.get(2).refusal().refusal()).isEqualTo(Refusal.NOT_FOUND);
        assertThat(world.operations()).hasSize(1);
    }

    @Test
    void a_bulk_of_which_nothing_is_accepted_keeps_no_key() {
        var key = new IdempotencyKey("test", "k", "the same");
        var asked = new Asked("test", null, key);
        var refused = world.door().submitEach(List.of(launch("-bad")), asked, made -> "first");
        assertThat(refused.value().get(0).operation()).isNull();
        var again = world.door().submitEach(List.of(launch("-bad")), asked, made -> "second");
        assertThat(again.isReplayed()).isFalse();
        assertThat(again.answer()).isEqualTo("second");
    }

    @Test
    void all_or_none_tells_every_problem_and_stores_nothing() {
        var actions = List.<Action>of(launch("good"), launch("-bad"), launch("-worse"));
        assertThatThrownBy(() -> world.door().submit(actions, Asked.by("test"), made -> ""))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.fields())
                                .extracting(FieldError::pointer)
                                .containsExactly("/actions/1/name", "/actions/2/name"));
        assertThat(world.operations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-web", "--help", "we\tb", "web\n", "we\u0007b"})
    void a_name_that_nobody_could_type_is_refused(String name) {
        var launch = new LaunchServer(account, name, "small", "debian-12", null, null, null, null, Map.of());
        assertRefusedAt("/actions/0/name", () -> world.door().submit(List.of(launch), Asked.by("test"), made -> ""));
        var draft = new AccountDraft(name, "simulator", Map.of(), Map.of());
        assertRefusedAt("/name", () -> world.accounts().create(draft, Asked.by("test"), made -> ""));
        var patch = new AccountPatch(name, Map.of(), Map.of(), null);
        assertRefusedAt("/name", () -> world.accounts().patch(account, patch, Asked.by("test"), made -> ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001b[31mb", "a\u009b31mb", "a\u202eb", "a\u2028b", "a\nb"})
    void nothing_is_taken_that_would_steer_the_terminals_it_is_shown_on(String text) {
        for (var field : List.of("size", "image", "network", "zone", "keyPair")) {
            var launch = new LaunchServer(
                    account,
                    "web",
                    field.equals("size") ? text : "small",
                    field.equals("image") ? text : "debian-12",
                    field.equals("network") ? text : null,
                    field.equals("zone") ? text : null,
                    field.equals("keyPair") ? text : null,
                    null,
                    Map.of());
            assertRefusedAt("/actions/0/" + field, () -> submit(launch, Asked.by("test")));
        }
        for (var labels : List.of(Map.of(text, "web"), Map.of("tier", text))) {
            var launch = new LaunchServer(account, "web", "small", "debian-12", null, null, null, null, labels);
            assertRefusedAt("/actions/0/labels", () -> submit(launch, Asked.by("test")));
        }
        var launch = new LaunchServer(account, "web", "small", "debian-12", null, null, null, null, Map.of());
        assertThatThrownBy(() -> submit(launch, new Asked("test", text, null)))
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith("The reason must not hold control characters");
        assertThatThrownBy(() -> world.account(Map.of("sizes", text)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("must not hold control characters");
        assertThat(world.operations()).isEmpty();
    }

    private void submit(LaunchServer launch, Asked asked) {
        world.door().submit(List.of(launch), asked, made -> "");
    }

    private static void assertRefusedAt(String pointer, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.fields())
                                .extracting(FieldError::pointer)
                                .containsExactly(pointer));
    }

    @Test
    void an_account_that_was_changed_meanwhile_is_not_deleted() {
        assertThatThrownBy(() -> world.deleteAccount(account, 2))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("changed meanwhile");

        world.deleteAccount(account, 1);

        assertThat(world.store().records().account(account)).isEmpty();
    }

    @Test
    void an_account_with_servers_is_not_deleted() {
        world.launch(account);
        world.untilQuiet();

        assertThatThrownBy(() -> world.deleteAccount(account, 1)).hasMessageContaining("Terminate its servers first");
    }

    @Test
    void a_failed_launch_says_why_in_the_clouds_own_words_and_what_to_do() {
        world.launch(account, "a");
        world.launch(account, "b");
        world.launch(account, "c");
        world.untilQuiet();

        assertThat(newest().state()).isEqualTo(OperationState.FAILED);
        assertThat(newest().error().fault()).isEqualTo(Fault.QUOTA);
        assertThat(newest().error().message()).contains("instance limit");
        assertThat(newest().error().remedy()).isNotBlank();
        assertThat(world.truth().existing()).hasSize(2);
    }

    @Test
    void one_operation_at_a_time_for_each_resource() {
        world.launch(account);
        world.change(ActionKind.STOP);
        world.change(ActionKind.START);
        assertThat(newest().waiting().cause()).isEqualTo(Waiting.Cause.TURN);

        world.untilQuiet();

        var ends = world.operations();
        assertThat(ends).allMatch(operation -> operation.state() == OperationState.SUCCEEDED);
        assertThat(ends.get(0).startedAt()).isAfterOrEqualTo(ends.get(1).endedAt());
        assertThat(ends.get(1).startedAt()).isAfterOrEqualTo(ends.get(2).endedAt());
        assertThat(world.serverState()).isEqualTo(ServerState.RUNNING);
    }

    @Test
    void a_terminate_cancels_what_is_queued_for_its_server() {
        world.launch(account);
        world.untilQuiet();
        world.change(ActionKind.STOP);
        world.change(ActionKind.TERMINATE);
        world.untilQuiet();

        assertThat(world.operations())
                .extracting(Operation::state)
                .containsExactly(OperationState.SUCCEEDED, OperationState.CANCELLED, OperationState.SUCCEEDED);
    }

    @Test
    void what_is_impossible_in_this_state_is_refused_and_nothing_is_stored() {
        world.launch(account);
        world.untilQuiet();
        var before = types();

        assertThatThrownBy(() -> world.change(ActionKind.RESUME))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("is RUNNING");

        assertThat(types()).isEqualTo(before);
    }

    @Test
    void a_server_that_its_cloud_lost_is_missing_after_its_outage_was_seen() {
        world.launch(account);
        world.untilQuiet();
        world.loseServer();
        world.outage();
        world.untilQuiet();

        assertThat(world.serverState()).isEqualTo(ServerState.MISSING);
    }

    @Test
    void polling_a_cloud_that_works_is_no_news() {
        world.launch(account);
        world.untilQuiet();

        assertThat(types().stream().filter("operation.waiting"::equals)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_ledger_line_of_what_was_terminated_is_gone() {
        world.launch(account);
        world.untilQuiet();
        world.change(ActionKind.TERMINATE);
        world.untilQuiet();

        assertThat(world.store().records().ledger(world.serverId())).allMatch(row -> row.standing() == Standing.GONE);
    }

    private Operation newest() {
        return world.operations().get(0);
    }

    private List<String> types() {
        return world.store().journal().after(0, EventQuery.all(), 1_000).stream()
                .map(event -> event.type())
                .toList();
    }
}
