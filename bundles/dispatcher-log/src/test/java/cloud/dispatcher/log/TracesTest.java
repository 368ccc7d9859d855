package cloud.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TracesTest {
    private long nanos = Long.MAX_VALUE - 1; // a clock may run over in the middle of a trace
    private final Traces traces = new Traces(() -> nanos);

    @Test
    void nobody_is_traced_at_first() {
        assertThat(isTraced("operation", "o1")).isFalse();
        assertThat(traces.getTraced()).isEmpty();
    }

    @Test
    void only_who_was_named_is_getTraced() {
        traces.trace("operation", "o1", 600);
        assertThat(isTraced("operation", "o1")).isTrue();
        assertThat(isTraced("operation", "o2")).isFalse();
        assertThat(isTraced("server", "o1")).isFalse();
    }

    @Test
    void a_trace_ends_by_itself() {
        traces.trace("server", "s1", 600);
        pass(599);
        assertThat(isTraced("server", "s1")).isTrue();
        assertThat(traces.getTraced()).containsExactly("server\ts1\t1");
        pass(1);
        assertThat(isTraced("server", "s1")).isFalse();
        assertThat(traces.getTraced()).isEmpty();
    }

    @Test
    void a_trace_ends_when_it_is_told_to_and_leaves_the_others() {
        traces.trace("server", "s1", 600);
        traces.trace("account", "a1", 600);
        assertThat(traces.end("server", "s1")).isTrue();
        assertThat(traces.end("server", "s1")).isFalse();
        assertThat(isTraced("server", "s1")).isFalse();
        assertThat(isTraced("account", "a1")).isTrue();
    }

    @Test
    void asked_for_again_it_has_the_new_time() {
        traces.trace("server", "s1", 600);
        pass(500);
        traces.trace("server", "s1", 600);
        assertThat(traces.getTraced()).containsExactly("server\ts1\t600");
    }

    private boolean isTraced(String key, String value) {
        return traces.isTraced(Map.of(key, value)::get);
    }

    private void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }
}
