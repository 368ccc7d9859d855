package cloud.dispatcher.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever becomes of an answer, its request leaves the gate, once. */
final class SenderTest {
    private final List<Object> statuses = new ArrayList<>();
    private int left;

    /** A servlet object that can do only this. */
    private static <T> T can(Class<T> type, Map<String, Function<Object[], Object>> calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) ->
                        calls.getOrDefault(method.getName(), any -> null).apply(given)));
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int value) {}
    }

    private Sender sender(AsyncContext async) {
        var request = can(
                HttpServletRequest.class,
                Map.of(
                        "getMethod", any -> "GET",
                        "getRequestURI", any -> "/here",
                        "getContentLengthLong", any -> -1L,
                        "startAsync", any -> async));
        var response = can(
                HttpServletResponse.class,
                Map.of("setStatus", given -> statuses.add(given[0]), "getOutputStream", any -> new Nowhere()));
        return new Sender(request, response, "r-1", () -> left++);
    }

    private static Object runs(Object[] given) {
        ((Runnable) given[0]).run();
        return null;
    }

    private static Object isOver(Object[] given) {
        throw new IllegalStateException("it is complete");
    }

    private static Object rejects(Object[] given) {
        throw new RejectedExecutionException("no more threads");
    }

    private void later(AsyncContext async) {
        var sender = sender(async);
        sender.later(new Answer.Later(CompletableFuture.completedFuture(Answer.nothing(204))));
        sender.leaveUnlessLater();
    }

    @Test
    void an_answer_whose_connection_is_over_leaves() {
        later(can(AsyncContext.class, Map.of("start", SenderTest::runs, "complete", SenderTest::isOver)));
        assertThat(left).isEqualTo(1);
    }

    @Test
    void an_answer_for_which_there_is_no_thread_leaves_with_a_503() {
        var completed = new ArrayList<String>();
        later(can(
                AsyncContext.class,
                Map.of("start", SenderTest::rejects, "complete", any -> completed.add("completed"))));
        assertThat(left).isEqualTo(1);
        assertThat(statuses).containsExactly(503);
        assertThat(completed).hasSize(1);
    }

    @Test
    void of_a_long_answer_the_log_gets_its_beginning_and_how_long_it_is() {
        assertThat(Sender.beginning("[]")).isEqualTo("[]");
        assertThat(Sender.beginning("x".repeat(5_000_000)))
                .hasSizeLessThan(4_000)
                .endsWith("x… (5000000 characters in all)");
    }
}
