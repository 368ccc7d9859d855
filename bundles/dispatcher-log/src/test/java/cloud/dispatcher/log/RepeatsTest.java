package cloud.dispatcher.log;

import static cloud.dispatcher.log.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.logging.log4j.core.LogEvent;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats(new Repeats.Limits(5, Duration.ofSeconds(60), 100));
    private long now;

    @Test
    void of_a_line_that_repeats_five_pass() {
        assertThat(passed(line("The disk is full."), 4_317)).isEqualTo(5);
    }

    @Test
    void those_held_back_are_told_of_once_when_the_minute_is_over() {
        passed(line("The disk is full."), 4_317);
        pass(59);
        assertThat(repeats.over(now)).isEmpty();
        pass(1);
        assertThat(repeats.over(now)).singleElement().satisfies(held -> {
            assertThat(held.times()).isEqualTo(4_312);
            assertThat(held.event().getMessage().getFormattedMessage()).isEqualTo("The disk is full.");
        });
        assertThat(repeats.over(now)).isEmpty();
    }

    @Test
    void in_the_next_minute_five_pass_again() {
        passed(line("The disk is full."), 100);
        pass(60);
        repeats.over(now);
        assertThat(passed(line("The disk is full."), 100)).isEqualTo(5);
    }

    @Test
    void nothing_is_told_of_a_line_that_was_never_held_back() {
        passed(line("The disk is full."), 5);
        pass(60);
        assertThat(repeats.over(now)).isEmpty();
    }

    @Test
    void the_same_words_about_another_operation_are_another_line() {
        assertThat(passed(line("A step failed.", Map.of("operation", "o1")), 9)).isEqualTo(5);
        assertThat(passed(line("A step failed.", Map.of("operation", "o2")), 9)).isEqualTo(5);
    }

    @Test
    void the_same_refusal_from_another_address_is_another_line() {
        assertThat(passed(line("Refused.", Map.of("from", "rest:10.0.0.1")), 9)).isEqualTo(5);
        assertThat(passed(line("Refused.", Map.of("from", "rest:10.0.0.2")), 9)).isEqualTo(5);
    }

    @Test
    void of_a_huge_line_only_its_beginning_is_kept_without_its_secrets() {
        passed(line("password=s3cr3t " + "x".repeat(1_000_000), new IllegalStateException("y".repeat(1_000_000))), 9);
        assertThat(repeats.all(now)).singleElement().satisfies(held -> {
            assertThat(held.times()).isEqualTo(4);
            assertThat(held.event().getMessage().getFormattedMessage())
                    .startsWith("password=*** xxx")
                    .endsWith(" characters more)")
                    .hasSizeLessThan(1_100);
            assertThat(held.event().getThrown()).isNull();
        });
    }

    @Test
    void huge_lines_that_differ_only_at_their_end_are_different_lines() {
        var huge = "x".repeat(1_000_000);
        assertThat(passed(line(huge + "1"), 9)).isEqualTo(5);
        assertThat(passed(line(huge + "2"), 9)).isEqualTo(5);
    }

    @Test
    void the_same_words_in_another_request_are_the_same_line() {
        var passed = LongStream.range(0, 100)
                .filter(i -> repeats.pass(line("No such page.", Map.of("request", "r" + i)), now))
                .count();
        assertThat(passed).isEqualTo(5);
    }

    @Test
    void the_same_words_with_another_exception_are_another_line() {
        assertThat(passed(line("Failed.", new IllegalStateException("one")), 9)).isEqualTo(5);
        assertThat(passed(line("Failed.", new IllegalStateException("two")), 9)).isEqualTo(5);
    }

    @Test
    void a_flood_of_different_lines_lets_none_be_forgotten_that_is_folded() {
        passed(line("The disk is full."), 10);
        for (int i = 0; i < 10_000; i++) {
            assertThat(repeats.pass(line("Server " + i + " is RUNNING."), now)).isTrue();
        }
        assertThat(repeats.all(now))
                .singleElement()
                .satisfies(held -> assertThat(held.times()).isEqualTo(5));
    }

    @Test
    void where_too_many_are_folded_what_is_new_passes() {
        for (int i = 0; i < 200; i++) {
            passed(line("Server " + i + " is away."), 10);
        }
        assertThat(repeats.all(now)).hasSize(100);
    }

    private long passed(LogEvent event, int times) {
        return LongStream.range(0, times).filter(i -> repeats.pass(event, now)).count();
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
