package cloud.dispatcher.executor.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.executor.simulator.MovingClock;
import cloud.dispatcher.executor.simulator.cloud.RefusedException.Code;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second create of the same thing leads to. */
class IdempotencyTest {
    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();
    private SimulatedCloud cloud;

    @BeforeEach
    void open() {
        cloud = new SimulatedCloud(folder, clock);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Session of(String kind) {
        return cloud.session("account-1", Map.of("idempotency", kind));
    }

    private static Creation server(String size) {
        return new Creation(ResourceKind.SERVER, "op-1", "op-1", "web-1", "installation-1", size, "debian-12");
    }

    private static Code refusal(Runnable call) {
        return catchThrowableOfType(RefusedException.class, call::run).code();
    }

    @Test
    void a_token_gives_the_first_server_again() {
        var first = of("TOKEN").create(server("small")).shown();

        assertThat(of("TOKEN").create(server("small")).shown()).isEqualTo(first);
    }

    @Test
    void a_token_stays_used_after_its_server_is_gone_also_over_a_restart() {
        var first = of("TOKEN").create(server("small")).shown();
        of("TOKEN").delete(first.id(), "op-2");
        clock.pass(Duration.ofSeconds(1));
        cloud.close();
        cloud = new SimulatedCloud(folder, clock);

        var again = of("TOKEN").create(server("small")).shown();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.state()).isEqualTo(ServerState.TERMINATED);
        assertThat(Truth.read(cloud.truth("account-1")).everCreated()).hasSize(1);
    }

    @Test
    void a_token_is_free_again_a_day_after_its_server_is_gone() {
        var first = of("TOKEN").create(server("small")).shown();
        of("TOKEN").delete(first.id(), "op-2");
        clock.pass(Duration.ofSeconds(1));
        cloud.settle();
        clock.pass(Duration.ofHours(25));

        assertThat(of("TOKEN").create(server("small")).shown().id()).isNotEqualTo(first.id());
    }

    @Test
    void a_token_is_refused_for_another_request() {
        of("TOKEN").create(server("small"));

        assertThat(refusal(() -> of("TOKEN").create(server("large")))).isEqualTo(Code.OTHER_REQUEST);
    }

    @Test
    void a_name_is_refused_while_somebody_has_it() {
        var first = of("UNIQUE_NAME").create(server("small")).shown();

        assertThat(refusal(() -> of("UNIQUE_NAME").create(server("small")))).isEqualTo(Code.NAME_TAKEN);
        of("UNIQUE_NAME").delete(first.id(), "op-2");
        assertThat(refusal(() -> of("UNIQUE_NAME").create(server("small")))).isEqualTo(Code.NAME_TAKEN);
        clock.pass(Duration.ofSeconds(1));
        assertThat(of("UNIQUE_NAME").create(server("small")).shown().id()).isNotEqualTo(first.id());
    }

    @Test
    void where_only_looking_helps_a_second_create_makes_a_second_server() {
        of("LOOKUP").create(server("small"));
        of("LOOKUP").create(server("small"));

        assertThat(Truth.read(cloud.truth("account-1")).doubled()).containsEntry("op-1", 2);
    }

    @Test
    void the_class_is_as_written_and_nothing_else() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> of("NONE"))
                .withMessage("setting idempotency = NONE is not one of [TOKEN, UNIQUE_NAME, LOOKUP]");
    }
}
