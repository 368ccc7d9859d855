package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of access.log those without a token may fill. */
final class UntrustedLinesTest {
    private static final long LATER = UntrustedLines.WINDOW.toNanos();

    private final UntrustedLines lines = new UntrustedLines();

    private long passed(String network, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> lines.mayPass(network + i % 100, 0))
                .count();
    }

    @Test
    void one_network_fills_little_and_the_rest_is_counted() {
        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> lines.mayPass("192.0.2.1", 0))
                        .count())
                .isEqualTo(UntrustedLines.FROM_ONE_NETWORK);
        assertThat(IntStream.range(0, 1_000)
                        .filter(i -> lines.mayPass("2001:db8::" + i, 0))
                        .count())
                .isEqualTo(UntrustedLines.FROM_ONE_NETWORK);
        assertThat(lines.over(LATER - 1)).isNull();
        assertThat(lines.over(LATER)).isEqualTo("… 1,980 more requests without a valid token in 60 s");
        assertThat(lines.over(LATER)).isNull();
        assertThat(lines.mayPass("192.0.2.1", LATER)).isTrue();
    }

    @Test
    void many_networks_together_fill_no_more_than_is_allowed_in_all() {
        assertThat(passed("192.0.2.", 1_000)).isEqualTo(UntrustedLines.IN_ALL);
    }
}
