package cloud.dispatcher.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.api.Events;
import cloud.dispatcher.model.EventQuery;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Streams share threads and places fairly. */
final class StreamsTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Object> statuses = new ArrayList<>();
    private final AsyncContext reader = reader();

    /** An object that can do only this. */
    private static <T> T can(Class<T> type, Map<String, Function<Object[], Object>> calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) ->
                        calls.getOrDefault(method.getName(), any -> null).apply(given)));
    }

    /** A reader that takes everything at once. */
    private AsyncContext reader() {
        var response = can(
                HttpServletResponse.class,
                Map.of("getOutputStream", any -> new Eager(), "setStatus", given -> statuses.add(given[0])));
        return can(AsyncContext.class, Map.of("getResponse", any -> response));
    }

    private static final class Eager extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int value) {}
    }

    @Test
    void a_stream_with_much_to_read_lets_others_have_their_turn() throws Exception {
        var left = new AtomicInteger(1_000);
        var stream = new EventStream(
                reader,
                waiting::add,
                () -> SseMessage.bytes(left.getAndDecrement() > 0 ? "data: x\n\n" : ""),
                any -> {});
        stream.onWritePossible();
        waiting.remove().run();
        assertThat(left).hasValueGreaterThan(900);
        assertThat(waiting).as("it waits for its next turn").hasSize(1);
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        assertThat(left).hasValueLessThanOrEqualTo(0);
    }

    @Test
    void two_that_found_room_for_one_do_not_both_get_it() throws Exception {
        var events = can(Events.class, Map.of());
        var streams = new Streams(events, waiting::add);
        streams.requireRoom(1);
        streams.requireRoom(1);
        var tail = new Tail(events, null);
        streams.open(reader, 0, EventQuery.all(), tail, 1);
        streams.open(reader, 0, EventQuery.all(), tail, 1);
        assertThat(streams.size()).isEqualTo(1);
        assertThat(statuses).containsExactly(503);
    }
}
