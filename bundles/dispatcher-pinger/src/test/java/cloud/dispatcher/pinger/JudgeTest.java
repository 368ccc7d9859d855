package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.pinger.probe.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Rules RULES = new Rules(3, 2, Duration.ofSeconds(60));

    /**
     * Answers, one each second: {@code +} seen, {@code -} missed, {@code ?} unable, {@code g} a gap of the pinger. The first verdict is
     * the one that was stored. {@code since} counts seconds, -1 for a verdict that still holds.
     */
    @ParameterizedTest(name = "{0} then {1} is {2} since {3}")
    @CsvSource({
        "UNKNOWN,    +,        UNKNOWN,   -1",
        "UNKNOWN,    ++,       UP,         0",
        "UNKNOWN,    +-+,      UNKNOWN,   -1",
        "UNKNOWN,    -++,      UP,         1",
        "UNKNOWN,    ---,      UNKNOWN,   -1", // patience
        "UP,         +,        UP,        -1",
        "UP,         --,       UP,        -1",
        "UP,         --+--,    UP,        -1",
        "UP,         ---,      DOWN,       0",
        "UP,         +----,    DOWN,       1",
        "UP,         --g--,    UP,        -1",
        "UP,         --g---,   DOWN,       3",
        "UP,         --?-,     UP,        -1", // what we could not ask is no miss
        "UP,         ???,      UNWATCHED,  0",
        "DOWN,       +,        DOWN,      -1",
        "DOWN,       +-+-,     DOWN,      -1",
        "DOWN,       ++,       UP,         0",
        "DOWN,       +g+,      UP,         0",
        "DOWN,       ----,     DOWN,      -1",
        "UNWATCHED,  +,        UNKNOWN,    0",
        "UNWATCHED,  ++,       UP,         0",
        "UNWATCHED,  -,        UNKNOWN,    0",
        "UNWATCHED,  ????,     UNWATCHED, -1"
    })
    void a_verdict_changes_after_a_run_of_answers(Verdict stored, String answers, Verdict expected, int since) {
        var opinion = Judge.restored(heartbeat(stored), START, RULES);
        for (var i = 0; i < answers.length(); i++) {
            var at = START.plusSeconds(i);
            opinion = answers.charAt(i) == 'g'
                    ? Judge.afterGap(opinion, at)
                    : Judge.after(opinion, answer(answers.charAt(i)), at, RULES);
        }
        assertThat(opinion.verdict()).isEqualTo(expected);
        assertThat(opinion.heartbeat().since()).isEqualTo(since < 0 ? Instant.EPOCH : START.plusSeconds(since));
    }

    @Test
    void patience_with_a_server_that_boots_ends() {
        var opinion = Judge.restored(Heartbeat.unknown(START), START, RULES);
        for (var second = 0; second < 60; second++) {
            opinion = Judge.after(opinion, answer('-'), START.plusSeconds(second), RULES);
            assertThat(opinion.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(opinion.isUrgent(START.plusSeconds(second))).isTrue();
        }
        opinion = Judge.after(opinion, answer('-'), START.plusSeconds(60), RULES);
        assertThat(opinion.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(opinion.heartbeat().since()).isEqualTo(START);
    }

    @Test
    void a_server_that_was_up_once_is_shown_no_more_patience() {
        var opinion = Judge.restored(Heartbeat.unknown(START), START, RULES);
        for (var answer : "++---".toCharArray()) {
            opinion = Judge.after(opinion, answer(answer), START.plusSeconds(1), RULES);
        }
        assertThat(opinion.verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void a_server_that_is_up_and_begins_anew_is_unknown_rather_than_down_while_it_boots() {
        var opinion = Judge.begun(Judge.restored(heartbeat(Verdict.UP), START, RULES), START, RULES);
        for (var answer : "---".toCharArray()) {
            opinion = Judge.after(opinion, answer(answer), START.plusSeconds(1), RULES);
        }
        assertThat(opinion.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerState.class,
            names = {"RUNNING", "UNKNOWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_server_that_is_not_judged_never_becomes_down_and_a_down_one_stays_so(ServerState state) {
        for (var verdict : Verdict.values()) {
            var after = Judge.resting(Judge.restored(heartbeat(verdict), START, RULES), state, START);
            assertThat(after.verdict() == Verdict.DOWN).isEqualTo(verdict == Verdict.DOWN);
            assertThat(after.run().length()).isZero();
        }
    }

    @Test
    void a_stopped_server_is_not_called_up() {
        var after = Judge.resting(Judge.restored(heartbeat(Verdict.UP), START, RULES), ServerState.STOPPED, START);
        assertThat(after.verdict()).isEqualTo(Verdict.UNWATCHED);
        assertThat(after.heartbeat().why()).isEqualTo("it is stopped");
        assertThat(after.heartbeat().since()).isEqualTo(START);
    }

    @Test
    void the_heartbeat_tells_last_seen_round_trip_and_loss() {
        var opinion = Judge.restored(heartbeat(Verdict.UP), START, RULES);
        for (var i = 0; i < 40; i++) {
            opinion = Judge.after(opinion, answer(i % 4 == 3 ? '-' : '+'), START.plusSeconds(i), RULES);
        }
        var heartbeat = opinion.heartbeat();
        assertThat(heartbeat.lastSeen()).isEqualTo(START.plusSeconds(38));
        assertThat(heartbeat.rtt()).isEqualTo(Duration.ofMillis(1));
        assertThat(heartbeat.loss()).isCloseTo(0.25, within(1e-9));
    }

    private static Heartbeat heartbeat(Verdict verdict) {
        return new Heartbeat(verdict, Instant.EPOCH, null, null, 0, null, verdict == Verdict.UNWATCHED ? "x" : null);
    }

    private static Answer answer(char sign) {
        return switch (sign) {
            case '+' -> new Answer.Seen(Duration.ofMillis(1));
            case '-' -> new Answer.Missed("no answer");
            case '?' -> new Answer.Unable("x");
            default -> throw new IllegalArgumentException("no such sign: " + sign);
        };
    }
}
