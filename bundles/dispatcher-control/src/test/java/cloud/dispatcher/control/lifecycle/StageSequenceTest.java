package cloud.dispatcher.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageSequenceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> log = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final StageSequence sequence = new StageSequence(new FakeCondition(log), nanos::get);
    private final FakeStage worker = FakeStage.named("worker", log);
    private final FakeStage port = FakeStage.named("port", log);

    @Test
    void the_port_waits_for_the_worker_and_closes_first_while_the_condition_still_holds() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.PORT, port);
        assertThat(sequence.advance(name -> true)).containsExactly("worker");
        sequence.arrived(Stage.WORKER, worker);
        assertThat(sequence.advance(name -> true)).isEmpty();
        sequence.end(LIMIT);

        assertThat(log)
                .containsExactly(
                        "condition given",
                        "worker opens",
                        "port opens",
                        "port closes within 15 s",
                        "worker closes within 20 s",
                        "condition withdrawn");
    }

    @Test
    void a_container_without_a_worker_opens_its_port() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.PORT, port);
        assertThat(sequence.advance(Stage.PORT::equals)).isEmpty();
        assertThat(sequence.opened()).containsExactly(port);
    }

    @Test
    void what_the_port_took_to_close_is_missing_for_the_worker() throws Exception {
        assertThat(closed(Duration.ofSeconds(6)))
                .containsExactly("port closes within 15 s", "worker closes within 14 s", "condition withdrawn");
    }

    @Test
    void a_port_that_takes_all_the_time_there_is_leaves_a_quarter_of_it_to_the_worker() throws Exception {
        assertThat(closed(Duration.ofSeconds(15)))
                .containsExactly("port closes within 15 s", "worker closes within 5 s", "condition withdrawn");
        assertThat(closed(Duration.ofSeconds(25)))
                .containsExactly("port closes within 15 s", "worker closes within 5 s", "condition withdrawn");
    }

    @Test
    void a_worker_that_is_alone_has_all_the_time() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.advance(Stage.WORKER::equals);
        sequence.end(LIMIT);
        assertThat(log).contains("worker closes within 20 s");
    }

    private List<String> closed(Duration taken) throws Exception {
        var slow = FakeStage.thatTakesItsTime("port", log, () -> nanos.addAndGet(taken.toNanos()));
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.arrived(Stage.PORT, slow);
        sequence.advance(name -> true);
        log.clear();
        sequence.end(LIMIT);
        return log;
    }

    @Test
    void a_stage_that_came_back_is_opened_again_and_still_closes_last() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.arrived(Stage.PORT, port);
        sequence.advance(name -> true);
        sequence.left(Stage.WORKER, worker);
        assertThat(sequence.advance(name -> true)).containsExactly("worker");
        sequence.arrived(Stage.WORKER, worker);
        sequence.advance(name -> true);
        log.clear();
        sequence.end(LIMIT);
        assertThat(log).containsExactly("port closes within 15 s", "worker closes within 20 s", "condition withdrawn");
    }

    @Test
    void an_old_stage_that_leaves_late_does_not_take_the_new_one_away() throws Exception {
        var update = FakeStage.named("worker", log);
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.arrived(Stage.WORKER, update);
        sequence.left(Stage.WORKER, worker);
        assertThat(sequence.advance(Stage.WORKER::equals)).isEmpty();
        assertThat(sequence.opened()).containsExactly(update);
    }

    @Test
    void what_was_opened_before_a_refusal_is_closed_by_the_end() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.arrived(Stage.PORT, FakeStage.thatRefuses("port", log, "Port 3302 is taken."));
        assertThatThrownBy(() -> sequence.advance(name -> true))
                .isInstanceOf(StartException.class)
                .hasMessage("Port 3302 is taken.");
        sequence.end(LIMIT);
        assertThat(log)
                .containsExactly(
                        "condition given",
                        "worker opens",
                        "port refuses",
                        "worker closes within 20 s",
                        "condition withdrawn");
    }

    @Test
    void a_stage_that_fails_to_close_keeps_nothing_open() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.arrived(Stage.PORT, FakeStage.thatTakesItsTime("port", log, () -> {
            throw new IllegalStateException("broken");
        }));
        sequence.advance(name -> true);
        sequence.end(LIMIT);
        assertThat(log).endsWith("worker closes within 20 s", "condition withdrawn");
    }

    @Test
    void a_stage_that_leaves_late_is_not_taken_for_one_of_the_next_start() throws Exception {
        sequence.begin();
        sequence.arrived(Stage.WORKER, worker);
        sequence.advance(name -> true);
        sequence.end(LIMIT);
        log.clear();
        sequence.begin();
        assertThat(sequence.advance(name -> true)).containsExactly("worker", "port");
        sequence.left(Stage.WORKER, worker);
        assertThat(log).containsExactly("condition given");
    }
}
