package cloud.dispatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a socket as that of a stuck container: it takes connections, and says nothing. */
@Timeout(20)
class ImpatientChannelTest {
    private static final Duration SOON = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private ServerSocketChannel stuck;
    private String socket;

    @BeforeEach
    void open() throws IOException {
        socket = folder.resolve("control.sock").toString();
        stuck = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket), 1);
    }

    @AfterEach
    void close() throws IOException {
        stuck.close();
    }

    @Test
    void the_status_of_a_stuck_container_is_that_it_cannot_be_reached() throws Exception {
        assertThat(Client.run(socket, "dispatcher:status", 0, SOON)).isEqualTo(Client.UNREACHABLE);
    }

    @Test
    void a_question_in_passing_is_given_up() {
        assertThatThrownBy(() -> Ask.container(socket, List.of("server:show", "web"), SOON))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void where_so_many_wait_that_not_even_the_connection_is_taken_it_is_given_up_too() throws Exception {
        try (var first = connected();
                var second = connected()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThatThrownBy(() -> ImpatientChannel.connect(socket, SOON)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void each_byte_that_comes_makes_patience_new() throws Exception {
        var patience = Duration.ofSeconds(2);
        try (var client = ImpatientChannel.connect(socket, patience);
                var container = stuck.accept()) {
            long until =
                    System.nanoTime() + patience.multipliedBy(3).dividedBy(2).toNanos();
            var sent = new Wire(container);
            var received = new Wire(client);
            while (System.nanoTime() < until) {
                sent.write(Wire.OUT, new byte[1]);
                assertThat(received.read().kind()).isEqualTo(Wire.OUT);
            }
            assertThat(client.isOpen()).isTrue();
        }
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }
}
