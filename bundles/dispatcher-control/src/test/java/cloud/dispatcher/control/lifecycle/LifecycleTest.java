package cloud.dispatcher.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.Preflight;
import cloud.dispatcher.api.Stage;
import cloud.dispatcher.api.StartException;
import cloud.dispatcher.api.StopException;
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
class LifecycleTest {
    private static final String NEXT =
            ". The start is tried again every 86400 s until it works; bin/dispatcher stop ends that.";

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
    void a_start_is_stored_and_begins_with_the_pinger() throws Exception {
        var lifecycle = complete();
        lifecycle.start();
        assertThat(log).containsExactly("pinger starts", "condition given", "worker opens", "port opens");
        assertThat(lifecycle.isRunning()).isTrue();
        assertThat(lifecycle.opened()).containsExactly(worker, port);
        assertThat(desired().read()).contains(DesiredState.STARTED);
    }

    @Test
    void a_stop_closes_the_port_then_the_worker_then_withdraws_the_condition() throws Exception {
        var lifecycle = complete();
        lifecycle.start();
        log.clear();
        lifecycle.stop();
        assertThat(log).containsExactly("port closes within 15 s", "worker closes within 20 s", "condition withdrawn");
        assertThat(lifecycle.isRunning()).isFalse();
        assertThat(lifecycle.opened()).isEmpty();
        assertThat(desired().read()).contains(DesiredState.STOPPED);
    }

    @Test
    void the_end_of_the_container_closes_all_in_the_same_order_and_stores_nothing() throws Exception {
        var lifecycle = complete();
        lifecycle.start();
        log.clear();
        lifecycle.close("the container ends");
        assertThat(log).containsExactly("port closes within 15 s", "worker closes within 20 s", "condition withdrawn");
        assertThat(desired().read()).contains(DesiredState.STARTED);
        lifecycle.close("the container ends");
        assertThat(log).hasSize(3);
    }

    @Test
    void a_second_start_starts_the_pinger_and_nothing_else() throws Exception {
        var lifecycle = complete();
        lifecycle.start();
        log.clear();
        lifecycle.start();
        assertThat(log).containsExactly("pinger starts");
    }

    @Test
    void a_stop_of_what_is_stopped_is_only_stored() throws Exception {
        complete().stop();
        assertThat(log).isEmpty();
        assertThat(desired().read()).contains(DesiredState.STOPPED);
    }

    @Test
    void a_stage_that_refuses_undoes_the_start_with_its_reason_and_stays_desired() throws Exception {
        var lifecycle = with(worker, FakeStage.thatRefuses("port", log, "port 3302 is taken"));
        assertThatThrownBy(lifecycle::start).isInstanceOf(StartException.class).hasMessage("port 3302 is taken" + NEXT);
        assertThat(log).endsWith("port refuses", "worker closes within 20 s", "condition withdrawn");
        assertThat(lifecycle.isRunning()).isFalse();
        assertThat(desired().read()).contains(DesiredState.STARTED);
    }

    @Test
    void what_stands_in_the_way_beforehand_is_told_and_nothing_is_begun() {
        preflight = () -> {
            throw new StartException("port 3302 is taken");
        };
        var lifecycle = complete();
        assertThatThrownBy(lifecycle::start).isInstanceOf(StartException.class).hasMessage("port 3302 is taken" + NEXT);
        assertThat(log).containsExactly("pinger starts");
        assertThat(lifecycle.notRunningReason()).contains("port 3302 is taken" + NEXT);
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
        var lifecycle = lifecycle(Settings.DEFAULT);
        var runs = new CountDownLatch(1);
        condition.whenGiven(() -> {
            lifecycle.arrived(Stage.WORKER, worker);
            lifecycle.arrived(Stage.PORT, port);
            runs.countDown();
        });
        lifecycle.restore();
        runs.await();
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
        assertThat(lifecycle.notRunningReason()).isEmpty();
        assertThat(attempts).hasValue(4);
        assertThat(log).containsExactly("pinger starts", "condition given", "worker opens", "port opens");
    }

    /** Declarative Services make a part anew when the condition comes again, and not before. */
    @Test
    void a_part_that_has_failed_for_good_is_made_anew_until_it_has_not() throws Exception {
        pause = Duration.ofMillis(1);
        failures = List.of("no space left on device");
        var lifecycle = lifecycle(new Settings(Duration.ofMillis(10), Duration.ofSeconds(20)));
        var runs = givenForTheThirdTime(lifecycle);
        lifecycle.restore();
        runs.await();
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
    }

    @Test
    void a_start_by_hand_that_failed_is_tried_again_and_again() throws Exception {
        pause = Duration.ofMillis(1);
        var lifecycle = lifecycle(new Settings(Duration.ofMillis(10), Duration.ofSeconds(20)));
        var runs = givenForTheThirdTime(lifecycle);
        assertThatThrownBy(lifecycle::start).hasMessageContaining("did not come up within 0 s");
        runs.await();
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
    }

    private CountDownLatch givenForTheThirdTime(Lifecycle lifecycle) {
        var runs = new CountDownLatch(1);
        var attempts = new AtomicInteger();
        condition.whenGiven(() -> {
            if (attempts.incrementAndGet() == 3) {
                failures = List.of();
                lifecycle.arrived(Stage.WORKER, worker);
                lifecycle.arrived(Stage.PORT, port);
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
        var lifecycle = lifecycle(Settings.DEFAULT);
        var runs = new CountDownLatch(1);
        condition.whenGiven(() -> {
            lifecycle.arrived(Stage.WORKER, worker);
            lifecycle.arrived(Stage.PORT, port);
            runs.countDown();
        });
        lifecycle.restore();
        runs.await();
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
    }

    @Test
    void while_the_stages_of_a_failed_start_close_its_reason_is_told_already() throws Exception {
        var told = new ArrayList<String>();
        var lifecycle = with(worker, FakeStage.thatRefuses("port", log, "port 3302 is taken"));
        condition.whenWithdrawn(
                () -> told.addAll(lifecycle.notRunningReason().stream().toList()));
        assertThatThrownBy(lifecycle::start).hasMessage("port 3302 is taken" + NEXT);
        assertThat(told).containsExactly("port 3302 is taken" + NEXT);
    }

    @Test
    void a_stage_that_refuses_is_closed_before_it_is_tried_again() throws Exception {
        var runs = new CountDownLatch(1);
        pause = Duration.ofMillis(1);
        var lifecycle = lifecycle(Settings.DEFAULT);
        var attempts = new AtomicInteger();
        condition.whenGiven(() -> {
            var next = attempts.incrementAndGet() < 3 ? FakeStage.thatRefuses("port", log, "taken") : port;
            lifecycle.arrived(Stage.WORKER, worker);
            lifecycle.arrived(Stage.PORT, next);
            condition.whenWithdrawn(() -> lifecycle.left(Stage.PORT, next));
            if (next.equals(port)) {
                runs.countDown();
            }
        });
        lifecycle.restore();
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
        var lifecycle = complete();
        lifecycle.restore();
        settle();
        assertThat(thread.getQueue()).as("the next attempt").isNotEmpty();
        lifecycle.stop();
        assertThat(thread.getQueue())
                .filteredOn(task -> !((Future<?>) task).isCancelled())
                .isEmpty();
        assertThat(lifecycle.notRunningReason()).isEmpty();
        assertThat(desired().read()).contains(DesiredState.STOPPED);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void a_start_by_hand_takes_the_place_of_the_next_attempt() throws Exception {
        preflight = () -> {
            throw new StartException("port 3302 is taken");
        };
        var lifecycle = complete();
        lifecycle.restore();
        settle();
        preflight = () -> {};
        lifecycle.start();
        assertThat(lifecycle.isRunning()).isTrue();
        assertThat(log).containsOnlyOnce("worker opens", "port opens");
    }

    @Test
    void one_that_waits_says_for_what() throws Exception {
        var lifecycle = lifecycle(Settings.DEFAULT);
        condition.whenGiven(() -> lifecycle.arrived(Stage.WORKER, worker));
        lifecycle.restore();
        settle();
        assertThat(lifecycle.isRunning()).isFalse();
        assertThat(lifecycle.notRunningReason()).contains("it is starting and waits for the port (not known).");
    }

    @Test
    void a_stage_that_never_comes_undoes_the_start_and_is_named() {
        var lifecycle = lifecycle(new Settings(Duration.ofMillis(50), Duration.ofSeconds(20)));
        condition.whenGiven(() -> lifecycle.arrived(Stage.WORKER, worker));
        assertThatThrownBy(lifecycle::start)
                .isInstanceOf(StartException.class)
                .hasMessage("the port (not known) did not come up within 0 s" + NEXT);
        assertThat(log).endsWith("worker opens", "worker closes within 20 s", "condition withdrawn");
    }

    @Test
    void a_part_that_has_failed_for_good_is_not_waited_for_to_the_end() {
        failures = List.of("var/dispatcher.db is damaged");
        var lifecycle = lifecycle(new Settings(Duration.ofMillis(50), Duration.ofSeconds(20)));
        assertThatThrownBy(lifecycle::start)
                .isInstanceOf(StartException.class)
                .hasMessage("var/dispatcher.db is damaged" + NEXT);
    }

    @Test
    void a_container_that_lacks_a_stage_starts_without_it_and_opens_it_when_it_is_installed() throws Exception {
        installed = Set.of(Stage.PORT);
        var lifecycle = lifecycle(Settings.DEFAULT);
        condition.whenGiven(() -> lifecycle.arrived(Stage.PORT, port));
        lifecycle.start();
        assertThat(lifecycle.isRunning()).isTrue();
        lifecycle.arrived(Stage.WORKER, worker);
        settle();
        assertThat(log).containsExactly("pinger starts", "condition given", "port opens", "worker opens");
    }

    @Test
    void a_container_without_any_stage_does_not_run_and_says_what_is_missing() {
        installed = Set.of();
        var lifecycle = lifecycle(new Settings(Duration.ofMillis(50), Duration.ofSeconds(20)));
        assertThatThrownBy(lifecycle::start)
                .isInstanceOf(StartException.class)
                .hasMessage("the worker and the port (not known) did not come up within 0 s" + NEXT);
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void a_container_that_goes_down_while_it_starts_never_runs() throws Exception {
        var lifecycle = lifecycle(Settings.DEFAULT);
        condition.whenGiven(() -> lifecycle.arrived(Stage.WORKER, worker));
        lifecycle.restore();
        settle();
        installed = Set.of();
        lifecycle.left(Stage.WORKER, worker);
        settle();
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void two_starts_at_once_are_one() throws Exception {
        var lifecycle = lifecycle(Settings.DEFAULT);
        var given = new CountDownLatch(1);
        condition.whenGiven(given::countDown);
        var one = inBackground(lifecycle);
        given.await();
        var two = inBackground(lifecycle);
        lifecycle.arrived(Stage.WORKER, worker);
        lifecycle.arrived(Stage.PORT, port);
        one.get(10, TimeUnit.SECONDS);
        two.get(10, TimeUnit.SECONDS);
        lifecycle.start();
        assertThat(log).containsOnlyOnce("worker opens", "port opens");
    }

    @Test
    void a_stop_ends_a_start_that_still_waits() throws Exception {
        var lifecycle = lifecycle(Settings.DEFAULT);
        var given = new CountDownLatch(1);
        condition.whenGiven(given::countDown);
        var start = inBackground(lifecycle);
        given.await();
        lifecycle.stop();
        assertThat(start)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("The dispatcher was stopped while it started.");
        assertThat(condition.holds()).isFalse();
    }

    @Test
    void a_start_that_comes_during_a_stop_waits_for_the_new_stages_and_opens_no_dead_one() throws Exception {
        var lifecycle = lifecycle(Settings.DEFAULT);
        var closes = new CountDownLatch(1);
        var isQueued = new CountDownLatch(1);
        var slow = FakeStage.thatTakesItsTime("worker", log, () -> {
            closes.countDown();
            await(isQueued);
        });
        condition.whenGiven(() -> {
            lifecycle.arrived(Stage.WORKER, slow);
            lifecycle.arrived(Stage.PORT, port);
        });
        lifecycle.start();
        condition.whenGiven(() -> {
            lifecycle.arrived(Stage.WORKER, FakeStage.named("new worker", log));
            lifecycle.arrived(Stage.PORT, FakeStage.named("new port", log));
        });
        condition.whenWithdrawn(() -> {
            lifecycle.left(Stage.WORKER, slow);
            lifecycle.left(Stage.PORT, port);
        });
        log.clear();

        var stop = CompletableFuture.runAsync(() -> lifecycle.close("it is stopped"));
        closes.await();
        var start = queuedStart(lifecycle);
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
        var lifecycle = complete();
        lifecycle.restore();
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
    }

    @Test
    void a_container_that_was_stopped_comes_back_stopped() throws Exception {
        desired().write(DesiredState.STOPPED);
        var lifecycle = complete();
        lifecycle.restore();
        settle();
        assertThat(log).isEmpty();
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void a_damaged_file_is_a_start() throws Exception {
        Files.writeString(desired().path(), "\0");
        var lifecycle = complete();
        lifecycle.restore();
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
    }

    @Test
    void a_start_that_cannot_be_stored_is_refused_and_nothing_is_begun() throws Exception {
        var lifecycle = complete();
        fillTheDisk();
        assertThatThrownBy(lifecycle::start)
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith(desired().path() + " cannot be written: ")
                .hasMessageEndingWith(". Nothing was started.");
        assertThat(log).isEmpty();
    }

    @Test
    void a_stop_that_cannot_be_stored_is_done_and_says_what_will_follow() throws Exception {
        var lifecycle = complete();
        lifecycle.start();
        fillTheDisk();
        assertThatThrownBy(lifecycle::stop)
                .isInstanceOf(StopException.class)
                .hasMessageStartingWith(
                        "The dispatcher is stopped, but " + desired().path() + " cannot be written: ")
                .hasMessageEndingWith("make room, and stop it once more.");
        assertThat(condition.holds()).isFalse();
        assertThat(desired().read()).contains(DesiredState.STARTED);

        assertThatThrownBy(lifecycle::stop).as("as long as it is so").isInstanceOf(StopException.class);
        Files.delete(inTheWay().resolve("of it"));
        lifecycle.stop();
        assertThat(desired().read()).contains(DesiredState.STOPPED);
    }

    @Test
    void a_caller_that_waits_is_told_when_the_container_ends() throws Exception {
        var lifecycle = lifecycle(Settings.DEFAULT);
        var given = new CountDownLatch(1);
        condition.whenGiven(given::countDown);
        var start = inBackground(lifecycle);
        given.await();
        lifecycle.close("The container ends.");
        assertThat(start)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("The container ends.");
        thread.shutdown();
        assertThatThrownBy(lifecycle::start).hasMessage("The container ends.");
    }

    @Test
    void a_stage_that_was_updated_is_opened_again() throws Exception {
        var lifecycle = complete();
        lifecycle.start();
        lifecycle.left(Stage.PORT, port);
        settle();
        assertThat(lifecycle.isRunning()).isFalse();
        lifecycle.arrived(Stage.PORT, FakeStage.named("new port", log));
        settle();
        assertThat(lifecycle.isRunning()).isTrue();
        assertThat(log).endsWith("new port opens");
    }

    private Lifecycle complete() {
        return with(worker, port);
    }

    private Lifecycle with(Stage first, Stage second) {
        var lifecycle = lifecycle(Settings.DEFAULT);
        condition.whenGiven(() -> {
            lifecycle.arrived(Stage.PORT, second);
            lifecycle.arrived(Stage.WORKER, first);
        });
        condition.whenWithdrawn(() -> {
            lifecycle.left(Stage.WORKER, first);
            lifecycle.left(Stage.PORT, second);
        });
        return lifecycle;
    }

    private Lifecycle lifecycle(Settings settings) {
        var installedStages = new InstalledStages() {
            @Override
            public boolean isInstalled(String stage) {
                return installed.contains(stage);
            }

            @Override
            public List<String> failures() {
                return failures;
            }

            @Override
            public List<String> whyMissing(List<String> stages) {
                return List.of("not known");
            }
        };
        var stages = new StageSequence(condition, () -> 0);
        var starter = new Starter(thread, stages, installedStages, () -> preflight.check(), () -> settings, pause);
        return new Lifecycle(thread, stages, starter, desired(), () -> log.add("pinger starts"));
    }

    private DesiredStateFile desired() {
        return new DesiredStateFile(var.resolve("desired.state"));
    }

    private Path inTheWay() {
        return var.resolve(".desired.state.part");
    }

    private void fillTheDisk() throws Exception {
        Files.createFile(Files.createDirectories(inTheWay()).resolve("of it"));
    }

    /** Returns when the lifecycle's thread has done all that it was given, and what that led to. */
    private void settle() throws Exception {
        for (int i = 0; i < 3; i++) {
            thread.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }
    }

    /** A start behind whatever the lifecycle's thread does now. */
    private CompletableFuture<Void> queuedStart(Lifecycle lifecycle) {
        int before = thread.getQueue().size();
        var start = inBackground(lifecycle);
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

    private static CompletableFuture<Void> inBackground(Lifecycle lifecycle) {
        return CompletableFuture.runAsync(() -> {
            try {
                lifecycle.start();
            } catch (StartException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }
}
