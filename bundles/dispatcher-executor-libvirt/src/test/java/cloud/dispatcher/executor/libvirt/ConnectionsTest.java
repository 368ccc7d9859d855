package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

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
    void a_call_in_a_closed_connection_is_a_communication_fault() throws Exception {
        try (var connections = new Connections()) {
            var host = connections.to(URI);
            host.close();

            assertThat(faultOf(host::driver)).isEqualTo(Fault.COMMUNICATION);
            assertThat(faultOf(() -> host.machines().find(UUID.randomUUID()))).isEqualTo(Fault.COMMUNICATION);
            assertThat(faultOf(() -> host.machines().all())).isEqualTo(Fault.COMMUNICATION);
            assertThat(faultOf(() -> host.volumes().names("default-pool"))).isEqualTo(Fault.COMMUNICATION);
            assertThat(faultOf(() -> host.volumes().find("default-pool", "x"))).isEqualTo(Fault.COMMUNICATION);
            assertThat(faultOf(() -> host.machines().define("<domain/>"))).isEqualTo(Fault.COMMUNICATION);
            assertThat(host.isAlive()).isFalse();
            host.close();
        }
    }

    @Test
    void a_connection_is_not_closed_under_a_call() throws Exception {
        var connect = new Connect(URI);
        var link = new Link(connect, () -> {});

        var driver = link.ask(any -> {
            link.close();
            return any.getType();
        });

        assertThat(driver).isEqualTo("TEST");
        assertThatThrownBy(connect::getType).isInstanceOf(LibvirtException.class);
    }

    @Test
    void nothing_is_opened_after_the_end() throws Exception {
        var connections = new Connections();
        connections.close();

        assertThat(faultOf(() -> connections.to(URI))).isEqualTo(Fault.COMMUNICATION);
    }

    private static Fault faultOf(ThrowingCallable call) {
        return catchThrowableOfType(CloudException.class, call).failed().fault();
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
