package cloud.dispatcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.Heartbeat;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.model.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @ParameterizedTest
    @CsvSource({"-5,0 s", "0,0 s", "119,119 s", "120,2 min", "7199,119 min", "7200,2 h", "172799,47 h", "172800,2 d"})
    void a_span_has_the_largest_unit_that_fits(long seconds, String text) {
        assertThat(DisplayText.span(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void bad_news_of_a_heartbeat_say_why() {
        assertThat(DisplayText.verdict(new Heartbeat(Verdict.UP, NOW, NOW, null, 0, null, null)))
                .isEqualTo("UP");
        assertThat(DisplayText.verdict(new Heartbeat(Verdict.DOWN, NOW, null, null, 1, 7L, null)))
                .isEqualTo("DOWN (outage 7)");
        assertThat(DisplayText.verdict(new Heartbeat(Verdict.UNWATCHED, NOW, null, null, 0, null, "no address")))
                .isEqualTo("UNWATCHED: no address");
    }

    @Test
    void a_wait_tells_for_what_and_until_when() {
        assertThat(DisplayText.waiting(null)).isEmpty();
        assertThat(DisplayText.waiting(new Waiting(Waiting.Cause.RETRY, NOW, NOW, null)))
                .isEqualTo("RETRY until 2026-01-02T03:04:05Z");
        assertThat(DisplayText.waiting(new Waiting(Waiting.Cause.TURN, NOW, null, new OperationId("o-1"))))
                .isEqualTo("TURN held by o-1");
    }

    @Test
    void progress_has_a_percentage_where_the_cloud_tells_one() {
        assertThat(DisplayText.progress(Progress.of("starting"))).isEqualTo("starting");
        assertThat(DisplayText.progress(new Progress("starting", 40))).isEqualTo("40 % starting");
    }
}
