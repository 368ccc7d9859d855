package cloud.dispatcher.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.api.AccountDraft;
import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.engine.FastDirectory;
import cloud.dispatcher.engine.work.World;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is only tried: judged as if it were done, the clouds asked, nothing stored. */
class DryRunCheckTest {
    @TempDir(factory = FastDirectory.class)
    private Path directory;

    private World world;
    private AccountId account;
    private long events;

    @BeforeEach
    void open() {
        world = new World(directory, UnaryOperator.identity());
        account = world.account(Map.of("listeners", "0"));
        events = world.store().journal().newest();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private LaunchServer launch(String size, String network) {
        return new LaunchServer(account, "web", size, "debian-12", network, null, null, null, Map.of());
    }

    private List<Operation> tryOut(Action... actions) {
        return world.door()
                .submit(List.of(actions), Asked.by("test").trial(), operations -> "")
                .value();
    }

    private static RejectedException refused(ThrowingCallable what) {
        return catchThrowableOfType(RejectedException.class, what);
    }

    private void assertNothingHappened() {
        assertThat(world.store().journal().newest()).isEqualTo(events);
    }

    @Test
    void a_launch_that_is_tried_is_not_stored() {
        assertThat(tryOut(launch("small", null))).hasSize(1);
        assertThat(world.operations()).isEmpty();
        assertNothingHappened();
    }

    @Test
    void all_that_the_cloud_does_not_offer_is_named() {
        var refused = refused(() -> tryOut(launch("small", null), launch("gigantic", "lan")));
        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
        assertThat(refused.fields())
                .containsExactly(
                        new FieldError(
                                "/actions/1/size", "The cloud has no size gigantic; it has small, medium, large."),
                        new FieldError(
                                "/actions/1/network",
                                "The cloud has no network lan; it offers no choice there; leave it out."));
    }

    @Test
    void a_cloud_that_does_not_answer_is_said_to() {
        world.cloudGoes();
        assertThat(refused(() -> tryOut(launch("small", null))).refusal()).isEqualTo(Refusal.CLOUD);
    }

    @Test
    void nobody_is_asked_where_the_executor_is_absent() {
        world.executorGoes();
        assertThat(tryOut(launch("gigantic", null))).hasSize(1);
    }

    @Test
    void a_change_of_what_the_cloud_has_lost_would_not_work_but_a_terminate_would() {
        world.launch(account);
        world.untilQuiet();
        assertThat(tryOut(change(ActionKind.STOP))).hasSize(1);

        world.loseServer();

        assertThat(refused(() -> tryOut(change(ActionKind.STOP))).refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(tryOut(change(ActionKind.TERMINATE))).hasSize(1);
    }

    private ChangeServer change(ActionKind kind) {
        return new ChangeServer(kind, world.serverId(), Force.GRACEFUL);
    }

    @Test
    void an_account_that_is_tried_asks_its_cloud_and_is_not_stored() {
        var draft = new AccountDraft("tried", "simulator", Map.of(), Map.of());
        var asked = Asked.by("test").trial();
        assertThat(world.accounts().create(draft, asked, made -> "").value().name())
                .isEqualTo("tried");
        assertThat(world.accounts().named("tried")).isEmpty();
        world.accounts().delete(account, null, asked, gone -> "");
        assertThat(world.accounts().find(account).version()).isEqualTo(1);

        world.cloudGoes();

        assertThat(refused(() -> world.accounts().create(draft, asked, made -> ""))
                        .refusal())
                .isEqualTo(Refusal.CLOUD);
        assertNothingHappened();
    }

    @Test
    void a_cancel_that_is_tried_shows_what_would_be() {
        world.launch(account);
        var operation = world.operations().get(0);
        var tried = world.door().cancel(operation.id(), Asked.by("test").trial(), any -> "");
        assertThat(tried.value().state().isOver() || tried.value().state() == OperationState.CANCELLING)
                .isTrue();
        assertThat(world.operations().get(0)).isEqualTo(operation);
    }

    @Test
    void a_launch_may_carry_only_so_much_whoever_asks_for_it() {
        var fits = "\u00e9".repeat(32 << 10);
        var much = new LaunchServer(
                account,
                "web",
                "small",
                "debian-12",
                null,
                null,
                null,
                new Secret(fits + "x"),
                Map.of("note", "x".repeat(256)));
        assertThat(refused(() -> world.ask("k", much)).fields())
                .extracting(FieldError::pointer)
                .containsExactly("/actions/0/userData", "/actions/0/labels");

        world.ask(
                "k",
                new LaunchServer(account, "web", "small", "debian-12", null, null, null, new Secret(fits), Map.of()));
        assertThat(world.operations()).hasSize(1);
    }
}
