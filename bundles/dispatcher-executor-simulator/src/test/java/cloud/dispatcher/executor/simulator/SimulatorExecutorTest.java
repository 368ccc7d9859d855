package cloud.dispatcher.executor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cloud.dispatcher.executor.simulator.cloud.Call;
import cloud.dispatcher.executor.simulator.cloud.CallerDiedError;
import cloud.dispatcher.executor.simulator.cloud.Fate;
import cloud.dispatcher.executor.simulator.cloud.SimulatedCloud;
import cloud.dispatcher.executor.simulator.cloud.Truth;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Idempotency;
import cloud.dispatcher.spi.LedgerLine;
import cloud.dispatcher.spi.Order;
import cloud.dispatcher.spi.Order.Before;
import cloud.dispatcher.spi.Outcome;
import cloud.dispatcher.spi.Sighting;
import cloud.dispatcher.spi.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What this executor makes of this cloud, beyond the contract. */
class SimulatorExecutorTest {
    private static final AccountId ACCOUNT = new AccountId("account-1");
    private static final OperationId LAUNCH = new OperationId("op-1");

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private final Map<String, String> settings = new HashMap<>();
    private SimulatedCloud cloud;
    private SimulatorExecutor executor;

    @BeforeEach
    void open() {
        cloud = new SimulatedCloud(folder, clock);
        executor = new SimulatorExecutor(cloud);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Access access() {
        return new Access(ACCOUNT, "demo", "installation-1", settings, Map.of());
    }

    private Outcome step(OperationId operation, Task task, Before before, LedgerLine... ledger) {
        return executor.step(
                new Order(operation, access(), task, before, Map.of(), List.of(ledger), Duration.ofSeconds(30)));
    }

    private static LedgerLine line(OperationId operation, String cloudId) {
        return new LedgerLine(operation, ResourceKind.SERVER, operation.value(), cloudId);
    }

    private Outcome launch(Before before, String cloudId) {
        var request = new LaunchServer(ACCOUNT, "web-1", "small", "debian-12", null, null, null, null, Map.of());
        return step(LAUNCH, new Task.Launch(request), before, line(LAUNCH, cloudId));
    }

    private static Outcome.Failed failed(Outcome outcome) {
        return (Outcome.Failed) outcome;
    }

    private static String id(Outcome outcome) {
        return outcome.match(Outcome.Done::seen, Outcome.Again::seen, failure -> List.<Sighting>of())
                .get(0)
                .cloudId();
    }

    @Test
    void a_boot_shows_how_far_it_is() {
        var first = (Outcome.Again) launch(Before.NOTHING, null);
        clock.pass(Duration.ofMillis(1500));
        var second = (Outcome.Again) launch(Before.NOTHING, id(first));
        clock.pass(Duration.ofMillis(1500));

        assertThat(first.progress().percent()).isZero();
        assertThat(first.delay()).isEqualTo(Duration.ofMillis(750));
        assertThat(second.progress().percent()).isEqualTo(50);
        assertThat(launch(Before.NOTHING, id(first))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_server_is_heartbeaten_by_tcp() {
        var seen = ((Outcome.Again) launch(Before.NOTHING, null)).seen().get(0);

        assertThat(seen.probe()).isEqualTo(Probe.tcp(8022));
        assertThat(seen.addresses()).singleElement().asString().startsWith("127.");
    }

    @Test
    void a_server_above_the_limit_is_not_watched_and_says_why() {
        settings.put("listeners", "0");

        var seen = ((Outcome.Again) launch(Before.NOTHING, null)).seen().get(0);

        assertThat(seen.probe())
                .isEqualTo(Probe.none("nobody listens for it: the account's setting listeners allows 0"));
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE_BEFORE_EFFECT,      COMMUNICATION, POSSIBLE",
        "EFFECT_THEN_LOSE_ANSWER, COMMUNICATION, POSSIBLE",
        "LOSE_ANSWER_AND_HOLD,    COMMUNICATION, POSSIBLE",
        "THROTTLE,                THROTTLING,    NONE",
        "BREAK_DOWN,              INTERNAL,      POSSIBLE"
    })
    void a_trouble_of_a_create_becomes_a_fault(Fate fate, Fault fault, Effect effect) {
        cloud.inject(call -> fate);

        var failed = failed(launch(Before.NOTHING, null));

        assertThat(failed.fault()).isEqualTo(fault);
        assertThat(failed.effect()).isEqualTo(effect);
    }

    @Test
    void a_lost_question_has_changed_nothing() {
        cloud.inject(call -> call.verb().changes() ? Fate.GO_ON : Fate.LOSE_BEFORE_EFFECT);

        assertThat(failed(launch(Before.SETTLED, null)).effect()).isEqualTo(Effect.NONE);
    }

    @ParameterizedTest
    @CsvSource({"quota, QUOTA, InstanceLimitExceeded", "capacity, CAPACITY, InsufficientInstanceCapacity"})
    void an_error_keeps_the_clouds_words_code_and_request_id(String setting, Fault fault, String code) {
        settings.put(setting, "0");

        var failed = failed(launch(Before.NOTHING, null));

        assertThat(failed.fault()).isEqualTo(fault);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(failed.said().code()).isEqualTo(code);
        assertThat(failed.said().requestId()).isNotBlank();
    }

    @Test
    void a_wrong_setting_fails_as_invalid() {
        settings.put("bootTime", "soon");

        var failed = failed(launch(Before.NOTHING, null));

        assertThat(failed.fault()).isEqualTo(Fault.INVALID);
        assertThat(failed.said().text()).contains("bootTime = soon");
        assertThat(executor.idempotency(access())).isEqualTo(executor.describe().idempotency());
    }

    @ParameterizedTest
    @EnumSource(Idempotency.Kind.class)
    void the_account_says_its_class(Idempotency.Kind kind) {
        settings.put("idempotency", kind.name());
        settings.put("settlesWithin", "PT7S");

        assertThat(executor.idempotency(access())).isEqualTo(new Idempotency(kind, Duration.ofSeconds(7)));
    }

    @Test
    void a_token_whose_server_was_terminated_launches_no_other() {
        var id = id(launch(Before.NOTHING, null));
        cloud.removeBehindOurBack(id);

        var failed = failed(launch(Before.SETTLED, null));

        assertThat(failed.fault()).isEqualTo(Fault.NOT_FOUND);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(Truth.read(cloud.truth(ACCOUNT.value())).everCreated()).hasSize(1);
    }

    @Test
    void a_server_that_breaks_is_shown_and_then_ends_the_launch() {
        cloud.inject(call -> Fate.CREATE_BROKEN);

        var id = id(launch(Before.NOTHING, null));

        assertThat(failed(launch(Before.NOTHING, id)).fault()).isEqualTo(Fault.CONFLICT);
    }

    @Test
    void a_taken_name_that_is_not_shown_yet_is_waited_for_and_adopted() {
        settings.putAll(Map.of("idempotency", "UNIQUE_NAME", "lateListing", "PT5S"));
        var id = id(launch(Before.NOTHING, null));

        var waits = (Outcome.Again) launch(Before.SETTLED, null);
        assertThat(waits.seen()).isEmpty();
        clock.pass(Duration.ofSeconds(5));

        assertThat(id(launch(Before.SETTLED, null))).isEqualTo(id);
    }

    @Test
    void doubles_end_a_launch_with_both_shown() {
        settings.put("idempotency", "LOOKUP");
        cloud.doubleBehindOurBack(id(launch(Before.NOTHING, null)));

        var done = (Outcome.Done) launch(Before.SETTLED, null);

        assertThat(done.seen()).hasSize(2);
    }

    @Test
    void what_another_installation_made_is_not_adopted() {
        settings.put("idempotency", "LOOKUP");
        var ours = line(LAUNCH, null);
        launch(Before.NOTHING, null);
        var theirs = new Access(ACCOUNT, "demo", "installation-2", settings, Map.of());

        var outcome = executor.step(new Order(
                LAUNCH,
                theirs,
                new Task.Remove(ours),
                Before.SETTLED,
                Map.of(),
                List.of(ours),
                Duration.ofSeconds(30)));

        assertThat(((Outcome.Done) outcome).seen()).isEmpty();
        assertThat(Truth.read(cloud.truth(ACCOUNT.value())).servers()).hasSize(1);
    }

    @Test
    void an_answer_that_shows_a_thing_twice_shows_no_double() {
        settings.put("idempotency", "LOOKUP");
        var id = id(launch(Before.NOTHING, null));
        cloud.inject(call -> call.verb() == Call.Verb.FIND ? Fate.TWICE : Fate.GO_ON);

        assertThat(id(launch(Before.SETTLED, null))).isEqualTo(id);
    }

    @Test
    void who_dies_during_a_call_hears_nothing_and_the_call_arrives_later() {
        settings.put("idempotency", "LOOKUP");
        cloud.inject(call -> Fate.HOLD);
        assertThatExceptionOfType(CallerDiedError.class).isThrownBy(() -> launch(Before.NOTHING, null));
        cloud.inject(call -> Fate.GO_ON);

        assertThat(((Outcome.Again) launch(Before.UNSETTLED, null)).seen()).isEmpty();
        assertThat(cloud.deliverHeld()).isEqualTo(1);

        assertThat(((Outcome.Again) launch(Before.UNSETTLED, null)).seen()).hasSize(1);
        assertThat(Truth.read(cloud.truth(ACCOUNT.value())).servers()).hasSize(1);
    }

    @Test
    void five_thousand_servers_are_launched_and_listed_and_come_back() throws Exception {
        settings.putAll(Map.of("bootTime", "PT0S", "idempotency", "LOOKUP"));
        for (int i = 0; i < 5_000; i++) {
            var operation = new OperationId("op-" + i);
            var request = new LaunchServer(ACCOUNT, "n" + i, "small", "debian-12", null, null, null, null, Map.of());
            assertThat(step(operation, new Task.Launch(request), Before.SETTLED, line(operation, null)))
                    .isInstanceOf(Outcome.Done.class);
        }

        cloud.close();
        cloud = new SimulatedCloud(folder, clock);
        executor = new SimulatorExecutor(cloud);

        var listed = 0;
        String page = null;
        do {
            var listing = executor.list(access(), page);
            listed += listing.items().size();
            page = listing.nextPage();
        } while (page != null);
        assertThat(listed).isEqualTo(5_000);
    }
}
