package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SwitchboardTest {
    private static final String NEXT =
            ". The start is tried again every 86400 s until it works; dispatcher:stop ends that.";

    @TempDir
    Path var;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    private final FakeCondition condition = new FakeCondition(log);
    private final FakeStage worker = FakeStage.named("worker", log);
    private final FakeStage port = FakeStage.named("port", log);
    private List<String> failures = List.of();
    private Duration pause = Duration.ofDays(1);
    private Preflight preflight = () -> {};
    private Set<String> installed = Set.of(Stage.WORKER, Stage.PORT);

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    @Test
    void a_start_writes_the_wish_and_begins_with_the_pinger() throws Exception {
        var board = complete();
        board.start();
        assertThat(log).containsExactly("pinger starts", "condition given", "worker opens", "port opens");
        assertThat(board.isRunning()).isTrue();
        assertThat(board.summary()).containsExactly("worker is open", "port is open");
        assertThat(wish().read()).contains(Wish.STARTED);
    }

    @Test
    void a_stop_closes_the_port_then_the_worker_then_withdraws_the_condition() throws Exception {
        var board = complete();
        board.start();
        log.clear();
        board.stop();
        assertThat(log).containsExactly("port closes within 15 s", "worker closes within 20 s", "condition withdrawn");
        assertThat(board.isRunning()).isFalse();
        assertThat(board.summary()).isEmpty();
        assertThat(wish().read()).contains(Wish.STOPPED);
    }

    @Test
    void the_end_of_the_container_closes_all_in_the_same_order_and_keeps_the_wish() throws Exception {
        var board = complete();
        board.start();
        log.clear();
        board.close();
        assertThat(log).containsExactly("port closes within 15 s", "worker closes within 20 s", "condition withdrawn");
        assertThat(wish().read()).contains(Wish.STARTED);
        board.close();
        assertThat(log).hasSize(3);
    }

    @Test
    void a_second_start_starts_the_pinger_and_nothing_else() throws Exception {
        var board = complete();
        board.start();
        log.clear();
        board.start();
        assertThat(log).containsExactly("pinger starts");
    }

    @Test
    void a_stop_of_what_is_stopped_only_writes_the_wish() throws Exception {
        complete().stop();
        assertThat(log).isEmpty();
        assertThat(wish().read()).contains(Wish.STOPPED);
    }

    @Test
    void a_stage_that_refuses_undoes_the_start_with_its_reason_and_keeps_the_wish() throws Exception {
        var board = with(worker, FakeStage.thatRefuses("port", log, "port 3302 is taken"));
        assertThatThrownBy(board::start).isInstanceOf(StartException.class).hasMessage("port 3302 is taken" + NEXT);
        assertThat(log).endsWith("port refuses", "worker closes within 20 s", "condition withdrawn");
        assertThat(board.isRunning()).isFalse();
        assertThat(wish().read()).contains(Wish.STARTED);
    }

    @Test
    void what_stands_in_the_way_beforehand_is_told_and_nothing_is_begun() {
        preflight = () -> {
            throw new StartException("port 3302 is taken");
        };
        var board = complete();
        assertThatThrownBy(board::start).isInstanceOf(StartException.class).hasMessage("port 3302 is taken" + NEXT);
        assertThat(log).containsExactly("pinger starts");
        assertThat(board.whyNot()).contains("port 3302 is taken" + NEXT);
    }

    @Test
    void a_boot_that_fails_is_tried_again_until_it_works_without_a_word_to_the_pinger() throws Exception {
        var attempts = new AtomicInteger();
        preflight = () -> {
            if (attempts.incrementAndGet() < 4) {
                throw new StartException("port 3302 is taken");
            }
        };
        pause = Duration.ofMillis(1);
        var board = board(Settings.DEFAULT);
        var runs = new CountDownLatch(1);
        condition.whenGiven(() -> {
            board.arrived(Stage.WORKER, worker);
            board.arrived(Stage.PORT, port);
            runs.countDown();
        });
        board.restore();
        runs.await();
        settle();
        assertThat(board.isRunning()).isTrue();
        assertThat(board.whyNot()).isEmpty();
        assertThat(attempts).hasValue(4);
        assertThat(log).containsExactly("pinger starts", "condition given", "worker opens", "port opens");
    }

    /** Declarative Services make a part anew when the condition comes again, and not before. */
    @Test
    void a_part_that_has_failed_for_good_is_made_anew_until_it_has_not() throws Exception {
        pause = Duration.ofMillis(1);
        failures = List.of("no space left on device");
        var board = board(new Settings(Duration.ofMillis(10), Duration.ofSeconds(20)));
        var runs = givenForTheThirdTime(board);
        board.restore();
        runs.await();
        settle();
        assertThat(board.isRunning()).isTrue();
    }

    @Test
    void a_start_by_hand_that_failed_is_tried_again_and_again() throws Exception {
        pause = Duration.ofMillis(1);
        var board = board(new Settings(Duration.ofMillis(10), Duration.ofSeconds(20)));
        var runs = givenForTheThirdTime(board);
        assertThatThrownBy(board::start).hasMessageContaining("did not come up within 0 s");
        runs.await();
        settle();
        assertThat(board.isRunning()).isTrue();
    }

    private CountDownLatch givenForTheThirdTime(Switchboard board) {
        var runs = new CountDownLatch(1);
        var attempts = new AtomicInteger();
        condition.whenGiven(() -> {
            if (attempts.incrementAndGet() == 3) {
                failures = List.of();
                board.arrived(Stage.WORKER, worker);
                board.arrived(Stage.PORT, port);
                runs.countDown();
            }
        });
        return runs;
    }

    @Test
    void an_error_of_ours_is_tried_again_too() throws Exception {
        var attempts = new AtomicInteger();
        preflight = () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("ours");
            }
        };
        pause = Duration.ofMillis(1);
        var board = board(Settings.DEFAULT);
        var runs = new CountDownLatch(1);
        condition.whenGiven(() -> {
            board.arrived(Stage.WORKER, worker);
            board.arrived(Stage.PORT, port);
            runs.countDown();
        });
        board.restore();
        runs.await();
        settle();
        assertThat(board.isRunning()).isTrue();
    }

    @Test
    void while_the_stages_of_a_failed_start_close_its_reason_is_told_already() throws Exception {
        var told = new ArrayList<String>();
        var board = with(worker, FakeStage.thatRefuses("port", log, "port 3302 is taken"));
        condition.whenWithdrawn(() -> told.addAll(board.whyNot().stream().toList()));
        assertThatThrownBy(board::start).hasMessage("port 3302 is taken" + NEXT);
        assertThat(told).containsExactly("port 3302 is taken" + NEXT);
    }

    @Test
    void a_stage_that_refuses_is_closed_before_it_is_tried_again() throws Exception {
        var runs = new CountDownLatch(1);
        pause = Duration.ofMillis(1);
        var board = board(Settings.DEFAULT);
        var attempts = new AtomicInteger();
        condition.whenGiven(() -> {
            var next = attempts.incrementAndGet() < 3 ? FakeStage.thatRefuses("port", log, "taken") : port;
            board.arrived(Stage.WORKER, worker);
            board.arrived(Stage.PORT, next);
            condition.whenWithdrawn(() -> board.left(Stage.PORT, next));
            if (next.equals(port)) {
                runs.countDown();
            }
        });
        board.restore();
        runs.await();
        settle();
        var attempt = List.of(
                "condition given", "worker opens", "port refuses", "worker closes within 20 s", "condition withdrawn");
        assertThat(log.subList(1, 6)).isEqualTo(attempt);
        assertThat(log.subList(6, 11)).isEqualTo(attempt);
        assertThat(log.subList(11, log.size())).containsExactly("condition given", "worker opens", "port opens");
    }

    @Test
    void a_stop_ends_what_is_tried_again() throws Exception {
        var attempts = new AtomicInteger();
        preflight = () -> {
            attempts.incrementAndGet();
            throw new StartException("port 3302 is taken");
        };
        var board = complete();
        board.restore();
        settle();
        assertThat(thread.getQueue()).as("the next attempt").isNotEmpty();
        board.stop();
        assertThat(thread.getQueue())
                .filteredOn(task -> !((Future<?>) task).isCancelled())
                .hasSize(1);
        assertThat(board.whyNot()).isEmpty();
        assertThat(wish().read()).contains(Wish.STOPPED);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void a_start_by_hand_takes_the_place_of_the_next_attempt() throws Exception {
        preflight = () -> {
            throw new StartException("port 3302 is taken");
        };
        var board = complete();
        board.restore();
        settle();
        preflight = () -> {};
        board.start();
        assertThat(board.isRunning()).isTrue();
        assertThat(log).containsOnlyOnce("worker opens", "port opens");
    }

    @Test
    void one_that_waits_says_for_what() throws Exception {
        var board = board(Settings.DEFAULT);
        condition.whenGiven(() -> board.arrived(Stage.WORKER, worker));
        board.restore();
        settle();
        assertThat(board.isRunning()).isFalse();
        assertThat(board.whyNot()).contains("it is starting and waits for the port: nobody knows.");
    }

    @Test
    void a_stage_that_never_comes_undoes_the_start_and_is_named() {
        var board = board(new Settings(Duration.ofMillis(50), Duration.ofSeconds(20)));
        condition.whenGiven(() -> board.arrived(Stage.WORKER, worker));
        assertThatThrownBy(board::start)
                .isInstanceOf(StartException.class)
                .hasMessage("The port did not come up within 0 s: nobody knows" + NEXT);
        assertThat(log).endsWith("worker opens", "worker closes within 20 s", "condition withdrawn");
    }

    @Test
    void a_part_that_has_failed_for_good_is_not_waited_for_to_the_end() {
        failures = List.of("var/dispatcher.db is damaged");
        var board = board(new Settings(Duration.ofMillis(50), Duration.ofSeconds(20)));
        assertThatThrownBy(board::start)
                .isInstanceOf(StartException.class)
                .hasMessage("The dispatcher cannot start: var/dispatcher.db is damaged" + NEXT);
    }

    @Test
    void a_container_that_lacks_a_stage_starts_without_it_and_opens_it_when_it_is_installed() throws Exception {
        installed = Set.of(Stage.PORT);
        var board = board(Settings.DEFAULT);
        condition.whenGiven(() -> board.arrived(Stage.PORT, port));
        board.start();
        assertThat(board.isRunning()).isTrue();
        board.arrived(Stage.WORKER, worker);
        settle();
        assertThat(log).containsExactly("pinger starts", "condition given", "port opens", "worker opens");
    }

    @Test
    void a_container_without_any_stage_does_not_run_and_says_what_is_missing() {
        installed = Set.of();
        var board = board(new Settings(Duration.ofMillis(50), Duration.ofSeconds(20)));
        assertThatThrownBy(board::start)
                .isInstanceOf(StartException.class)
                .hasMessage("The worker and the port did not come up within 0 s: nobody knows" + NEXT);
        assertThat(board.isRunning()).isFalse();
    }

    @Test
    void a_container_that_goes_down_while_it_starts_never_runs() throws Exception {
        var board = board(Settings.DEFAULT);
        condition.whenGiven(() -> board.arrived(Stage.WORKER, worker));
        board.restore();
        settle();
        installed = Set.of();
        board.left(Stage.WORKER, worker);
        settle();
        assertThat(board.isRunning()).isFalse();
    }

    @Test
    void two_starts_at_once_are_one() throws Exception {
        var board = board(Settings.DEFAULT);
        var given = new CountDownLatch(1);
        condition.whenGiven(given::countDown);
        var one = inBackground(board);
        given.await();
        var two = inBackground(board);
        board.arrived(Stage.WORKER, worker);
        board.arrived(Stage.PORT, port);
        one.get(10, TimeUnit.SECONDS);
        two.get(10, TimeUnit.SECONDS);
        board.start();
        assertThat(log).containsOnlyOnce("worker opens", "port opens");
    }

    @Test
    void a_stop_ends_a_start_that_still_waits() throws Exception {
        var board = board(Settings.DEFAULT);
        var given = new CountDownLatch(1);
        condition.whenGiven(given::countDown);
        var start = inBackground(board);
        given.await();
        board.stop();
        assertThat(start)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("The dispatcher was stopped while it started.");
        assertThat(condition.holds()).isFalse();
    }

    @Test
    void a_start_that_comes_during_a_stop_waits_for_the_new_stages_and_opens_no_dead_one() throws Exception {
        var board = board(Settings.DEFAULT);
        var closes = new CountDownLatch(1);
        var isQueued = new CountDownLatch(1);
        var slow = FakeStage.thatTakesItsTime("worker", log, () -> {
            closes.countDown();
            await(isQueued);
        });
        condition.whenGiven(() -> {
            board.arrived(Stage.WORKER, slow);
            board.arrived(Stage.PORT, port);
        });
        board.start();
        condition.whenGiven(() -> {
            board.arrived(Stage.WORKER, FakeStage.named("new worker", log));
            board.arrived(Stage.PORT, FakeStage.named("new port", log));
        });
        condition.whenWithdrawn(() -> {
            board.left(Stage.WORKER, slow);
            board.left(Stage.PORT, port);
        });
        log.clear();

        var stop = CompletableFuture.runAsync(board::stop);
        closes.await();
        var start = queuedStart(board);
        isQueued.countDown();
        stop.get(10, TimeUnit.SECONDS);
        start.get(10, TimeUnit.SECONDS);
        assertThat(log)
                .endsWith(
                        "condition withdrawn",
                        "pinger starts",
                        "condition given",
                        "new worker opens",
                        "new port opens");
    }

    @Test
    void the_first_container_starts_unasked() throws Exception {
        var board = complete();
        board.restore();
        settle();
        assertThat(board.isRunning()).isTrue();
    }

    @Test
    void a_container_that_was_wished_stopped_comes_back_stopped() throws Exception {
        wish().write(Wish.STOPPED);
        var board = complete();
        board.restore();
        settle();
        assertThat(log).isEmpty();
        assertThat(board.isRunning()).isFalse();
    }

    @Test
    void a_damaged_wish_is_a_start() throws Exception {
        Files.writeString(wish().path(), "\0");
        var board = complete();
        board.restore();
        settle();
        assertThat(board.isRunning()).isTrue();
    }

    @Test
    void a_wish_that_cannot_be_written_refuses_the_start_but_not_the_stop() throws Exception {
        var board = complete();
        board.restore();
        settle();
        Files.createDirectories(wish().path().resolveSibling(".dispatcher.wish.part/in-the-way"));
        assertThatThrownBy(board::start).isInstanceOf(StartException.class).hasMessageContaining("dispatcher.wish");
        board.stop();
        assertThat(condition.holds()).isFalse();
    }

    @Test
    void a_stage_that_was_updated_is_opened_again() throws Exception {
        var board = complete();
        board.start();
        board.left(Stage.PORT, port);
        settle();
        assertThat(board.isRunning()).isFalse();
        board.arrived(Stage.PORT, FakeStage.named("new port", log));
        settle();
        assertThat(board.isRunning()).isTrue();
        assertThat(log).endsWith("new port opens");
    }

    private Switchboard complete() {
        return with(worker, port);
    }

    private Switchboard with(Stage first, Stage second) {
        var board = board(Settings.DEFAULT);
        condition.whenGiven(() -> {
            board.arrived(Stage.PORT, second);
            board.arrived(Stage.WORKER, first);
        });
        condition.whenWithdrawn(() -> {
            board.left(Stage.WORKER, first);
            board.left(Stage.PORT, second);
        });
        return board;
    }

    private Switchboard board(Settings settings) {
        var parts = new Parts() {
            @Override
            public boolean isExpected(String stage) {
                return installed.contains(stage);
            }

            @Override
            public List<String> failures() {
                return failures;
            }

            @Override
            public List<String> whyMissing(List<String> stages) {
                return List.of("nobody knows");
            }
        };
        var turns = new Turns(thread);
        var sequence = new Sequence(condition, () -> 0);
        var starter = new Starter(turns, sequence, parts, () -> preflight.check(), () -> settings, pause);
        return new Switchboard(turns, sequence, starter, wish(), () -> log.add("pinger starts"));
    }

    private WishFile wish() {
        return new WishFile(var.resolve("dispatcher.wish"));
    }

    /** Returns when the board's thread has done all that it was given, and what that led to. */
    private void settle() throws Exception {
        for (int i = 0; i < 3; i++) {
            thread.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }
    }

    /** A start behind whatever the board's thread does now. */
    private CompletableFuture<Void> queuedStart(Switchboard board) {
        int before = thread.getQueue().size();
        var start = inBackground(board);
        while (thread.getQueue().size() == before) {
            Thread.onSpinWait();
        }
        return start;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Void> inBackground(Switchboard board) {
        return CompletableFuture.runAsync(() -> {
            try {
                board.start();
            } catch (StartException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }
}
