package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int TICKS = (int) EVERY.dividedBy(TICK);

    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
    private final Schedule<Long> schedule = new Schedule<>(now);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1_000, 20_000})
    void everybody_is_asked_once_in_an_interval_evenly_spread(int servers) {
        for (var i = 0; i < servers; i++) {
            join();
        }
        var counts = new HashMap<Long, Integer>();
        var most = 0;
        // a hair less than three rounds, because a hand in steps ends up a hair beside the full turn
        for (var i = 0; i < 3 * TICKS; i++) {
            var due = tick(TICK, EVERY);
            due.forEach(who -> counts.merge(who, 1, Integer::sum));
            most = Math.max(most, due.size());
        }
        assertThat(counts).hasSize(servers);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(2, 4));
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
                .isBetween(3 * servers - 5, 3 * servers + 5);
        assertThat(most).isLessThanOrEqualTo(2 * servers / TICKS + 2);
    }

    @Test
    void those_that_are_left_when_half_have_gone_are_still_spread() {
        var places = new ArrayList<Long>();
        for (var i = 0; i < 2_000; i++) {
            places.add(join());
        }
        for (var i = 0; i < 2_000; i += 2) {
            schedule.leave(places.get(i));
        }
        for (var i = 0; i < TICKS; i++) {
            assertThat(tick(TICK, EVERY)).hasSizeBetween(5, 20);
        }
    }

    @Test
    void a_pause_is_not_followed_by_a_burst() {
        for (var i = 0; i < 1_000; i++) {
            join();
        }
        assertThat(tick(Duration.ofHours(1), EVERY)).hasSizeLessThan(120);
    }

    @Test
    void another_interval_loses_nobody() {
        for (var i = 0; i < 1_000; i++) {
            join();
        }
        var asked = new ArrayList<Long>();
        for (var i = 0; i < TICKS / 2; i++) {
            asked.addAll(tick(TICK, EVERY));
        }
        for (var i = 0; i < TICKS; i++) {
            asked.addAll(tick(TICK, EVERY.multipliedBy(2)));
        }
        assertThat(asked).doesNotHaveDuplicates().hasSizeBetween(995, 1_000);
    }

    @Test
    void an_early_probe_comes_in_time_and_once() {
        schedule.early(1L, now + Duration.ofMillis(200).toNanos());
        schedule.early(1L, now + Duration.ofMillis(210).toNanos());
        var asked = new ArrayList<Integer>();
        for (var i = 0; i < 8; i++) {
            asked.add(tick(TICK, EVERY).size());
        }
        assertThat(asked).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void very_many_early_probes_wait_for_each_other() {
        for (var i = 0L; i < 1_000; i++) {
            schedule.early(i, now);
        }
        for (var i = 0; i < 10; i++) {
            assertThat(tick(TICK, EVERY)).hasSize(100);
        }
        assertThat(tick(TICK, EVERY)).isEmpty();
    }

    @Test
    void how_long_somebody_still_waits_is_known() {
        for (var i = 0; i < 10; i++) {
            join();
        }
        var last = join();
        var wait = schedule.wait(last, last, now, EVERY);
        assertThat(wait).isBetween(Duration.ZERO, EVERY);
        var waited = Duration.ZERO;
        while (!tick(TICK, EVERY).contains(last)) {
            waited = waited.plus(TICK);
        }
        assertThat(wait).isBetween(waited, waited.plus(TICK));

        schedule.early(last, now + TICK.toNanos());
        assertThat(schedule.wait(last, last, now, EVERY)).isEqualTo(TICK);
    }

    private long join() {
        return schedule.join(place -> place);
    }

    private List<Long> tick(Duration passed, Duration every) {
        now += passed.toNanos();
        return schedule.due(now, every);
    }
}
