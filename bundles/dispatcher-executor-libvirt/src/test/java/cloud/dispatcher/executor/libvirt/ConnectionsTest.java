package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Libvirt.Needed
class ConnectionsTest {
    private static final String URI = "test:///default";

    @Test
    void a_connection_is_kept_while_it_stands() throws Exception {
        try (var connections = new Connections()) {
            assertThat(connections.to(URI)).isSameAs(connections.to(URI));
        }
    }

    @Test
    void a_dead_connection_is_replaced() throws Exception {
        try (var connections = new Connections()) {
            var first = connections.to(URI);
            first.close();

            var second = connections.to(URI);

            assertThat(second).isNotSameAs(first);
            assertThat(second.driver()).isEqualTo("TEST");
        }
    }

    @Test
    void connections_can_be_closed_and_made_again_many_times() throws Exception {
        for (var i = 0; i < 50; i++) {
            try (var connections = new Connections()) {
                assertThat(connections.to(URI).isAlive()).isTrue();
            }
        }
    }

    @Test
    void closing_and_making_again_never_runs_two_event_loops() throws Exception {
        for (var i = 0; i < 200; i++) {
            EventLoop.use();
            assertThat(eventLoops()).isLessThanOrEqualTo(1);
            EventLoop.release();
        }
    }

    private static long eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("libvirt-events"))
                .count();
    }
}
