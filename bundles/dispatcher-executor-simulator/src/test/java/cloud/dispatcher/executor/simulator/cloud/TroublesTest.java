package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.executor.simulator.MovingClock;
import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may become of a call, by an injected fate or by the account's settings. */
class TroublesTest {
    private static final String ACCOUNT = "account-1";

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private SimulatedCloud cloud;

    @BeforeEach
    void open() {
        cloud = new SimulatedCloud(folder, clock, clock::pass);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Session with(String... settings) {
        var values = new HashMap<String, String>();
        values.put("idempotency", "LOOKUP");
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return cloud.session(ACCOUNT, values);
    }

    private static Creation server(String token) {
        return new Creation(ResourceKind.SERVER, token, token, "web-1", "installation-1", "small", "debian-12");
    }

    private List<Truth.Item> servers() {
        cloud.settle();
        return Truth.read(cloud.truth(ACCOUNT)).servers();
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE_BEFORE_EFFECT,      AnswerLostException, 0, 0",
        "EFFECT_THEN_LOSE_ANSWER, AnswerLostException, 1, 1",
        "LOSE_ANSWER_AND_HOLD,    AnswerLostException, 0, 1",
        "DIE_BEFORE_EFFECT,       CallerDiedError,     0, 0",
        "EFFECT_THEN_DIE,         CallerDiedError,     1, 1",
        "HOLD,                    CallerDiedError,     0, 1",
        "THROTTLE,                RefusedException,    0, 0",
        "BREAK_DOWN,              RefusedException,    0, 0"
    })
    void a_create_meets_its_fate(Fate fate, String thrown, int now, int later) {
        cloud.inject(call -> fate);

        assertThat(catchThrowable(() -> with().create(server("op-1")))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(thrown);

        assertThat(servers()).hasSize(now);
        cloud.deliverHeld();
        assertThat(servers()).hasSize(later);
    }

    @Test
    void calls_are_numbered_and_say_what_they_are() {
        var calls = new ArrayList<Call>();
        cloud.inject(call -> {
            calls.add(call);
            return Fate.GO_ON;
        });

        var id = with().create(server("op-1")).shown().id();
        with().find(ResourceKind.SERVER, "op-1", "op-1");
        with().delete(id, "op-2");

        assertThat(calls)
                .containsExactly(
                        new Call(1, ACCOUNT, Call.Verb.CREATE, ResourceKind.SERVER, "op-1", null),
                        new Call(2, ACCOUNT, Call.Verb.FIND, ResourceKind.SERVER, "op-1", null),
                        new Call(3, ACCOUNT, Call.Verb.DELETE, null, null, id));
        assertThat(cloud.calls()).isEqualTo(3);
    }

    @Test
    void a_call_that_arrives_twice_makes_two_where_nothing_refuses_the_second() {
        cloud.inject(call -> Fate.TWICE);

        with().create(server("op-1"));

        assertThat(servers()).hasSize(2);
        assertThat(with().find(ResourceKind.SERVER, "op-1", "op-1").shown()).hasSize(4);
    }

    @Test
    void a_look_up_may_show_nothing_but_a_look_at_an_id_may_not() {
        var id = with().create(server("op-1")).shown().id();
        cloud.inject(call -> Fate.SHOW_NOTHING);

        assertThat(with().find(ResourceKind.SERVER, "op-1", "op-1").shown()).isEmpty();
        assertThat(with().list("installation-1", null).shown()).isEmpty();
        assertThat(with().describe(id).shown().id()).isEqualTo(id);
    }

    @Test
    void what_is_created_may_break() {
        cloud.inject(call -> Fate.CREATE_BROKEN);

        assertThat(with().create(server("op-1")).shown().state()).isEqualTo(ServerState.ERROR);
    }

    @Test
    void held_calls_arrive_in_their_order_and_their_refusals_go_unheard() {
        cloud.inject(call -> Fate.HOLD);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(CallerDiedError.class)
                    .isThrownBy(() -> with("idempotency", "UNIQUE_NAME").create(server("op-1")));
        }
        cloud.inject(Faults.NONE);

        assertThat(cloud.deliverHeld()).isEqualTo(2);
        assertThat(servers()).hasSize(1);
        assertThat(cloud.deliverHeld()).isZero();
    }

    @Test
    void what_was_created_is_listed_late_but_known_by_its_id_at_once() {
        var session = with("lateListing", "PT5S");
        var id = session.create(server("op-1")).shown().id();

        assertThat(session.find(ResourceKind.SERVER, "op-1", "op-1").shown()).isEmpty();
        assertThat(session.list("installation-1", null).shown()).isEmpty();
        assertThat(session.describe(id).shown().id()).isEqualTo(id);
        clock.pass(Duration.ofSeconds(5));
        assertThat(session.find(ResourceKind.SERVER, "op-1", "op-1").shown()).hasSize(1);
        assertThat(session.list("installation-1", null).shown()).hasSize(1);
    }

    @Test
    void the_effect_of_a_lost_call_comes_late() {
        var session = with("lostAnswers", "1", "lateEffect", "PT5S");

        assertThatExceptionOfType(AnswerLostException.class).isThrownBy(() -> session.create(server("op-1")));

        assertThat(servers()).isEmpty();
        clock.pass(Duration.ofSeconds(5));
        assertThat(servers()).hasSize(1);
    }

    @Test
    void a_call_takes_its_time() {
        var before = cloud.now();

        with("latency", "PT2S").create(server("op-1"));

        assertThat(cloud.now()).isEqualTo(before.plusSeconds(2));
    }

    @Test
    void too_many_calls_a_second_are_throttled_until_time_has_passed() {
        var session = with("callsPerSecond", "2");
        session.create(server("op-1"));
        session.create(server("op-2"));

        var refused = catchThrowableOfType(RefusedException.class, () -> session.create(server("op-3")));

        assertThat(refused.code()).isEqualTo(Code.THROTTLED);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        clock.pass(Duration.ofMillis(500));
        session.create(server("op-3"));
        assertThat(servers()).hasSize(3);
    }

    @Test
    void quota_and_capacity_are_refused_in_the_clouds_words() {
        with().create(server("op-1"));

        var quota = catchThrowableOfType(
                RefusedException.class, () -> with("quota", "1").create(server("op-2")));
        var room = catchThrowableOfType(
                RefusedException.class, () -> with("capacity", "1").create(server("op-2")));

        assertThat(quota.code().word()).isEqualTo("InstanceLimitExceeded");
        assertThat(quota).hasMessageContaining("more instances (2) than your current instance limit of 1");
        assertThat(room.code().word()).isEqualTo("InsufficientInstanceCapacity");
        assertThat(quota.requestId()).isNotEqualTo(room.requestId());
        assertThat(servers()).hasSize(1);
    }

    @Test
    void the_same_seed_has_the_same_luck_and_another_seed_another() {
        assertThat(luck("1", "a")).isEqualTo(luck("1", "b")).isNotEqualTo(luck("2", "c"));
        assertThat(luck("1", "d")).contains(true, false);
    }

    /** Which of forty calls arrive. */
    private List<Boolean> luck(String seed, String account) {
        var session = cloud.session(account, Map.of("seed", seed, "lostCalls", "0.5"));
        var luck = new ArrayList<Boolean>();
        for (int i = 0; i < 40; i++) {
            luck.add(catchThrowable(() -> session.list("installation-1", null)) == null);
        }
        return luck;
    }

    @Test
    void a_share_of_the_launches_breaks() {
        var session = with("failLaunches", "0.25");
        for (int i = 0; i < 400; i++) {
            session.create(server("op-" + i));
        }

        assertThat(session.list("installation-1", null).shown().stream()
                        .filter(thing -> thing.state() == ServerState.ERROR)
                        .count())
                .isBetween(60L, 140L);
    }

    @Test
    void a_cloud_is_changed_behind_our_back() {
        var id = with().create(server("op-1")).shown().id();
        clock.pass(Duration.ofSeconds(3));

        cloud.stopBehindOurBack(id);
        assertThat(with().describe(id).shown().state()).isEqualTo(ServerState.STOPPED);
        cloud.breakBehindOurBack(id);
        assertThat(with().describe(id).shown().state()).isEqualTo(ServerState.ERROR);
        var twin = cloud.doubleBehindOurBack(id);
        cloud.removeBehindOurBack(id);
        assertThat(servers()).extracting(Truth.Item::id).containsExactly(twin);
    }
}
