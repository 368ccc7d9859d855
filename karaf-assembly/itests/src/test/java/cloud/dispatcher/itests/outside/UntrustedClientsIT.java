package cloud.dispatcher.itests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hundreds of clients without a token that read nothing, or say nothing, keep no other out, for as long as they hold on. */
class UntrustedClientsIT {
    private static final int ATTACKERS = 400;
    private static final int MORE_THAN_THERE_MAY_BE = 500;
    private static final int QUESTIONS = 20;
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private static Distribution distribution;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        distribution = Distribution.unpack("UntrustedClientsIT")
                .set("cloud.dispatcher.http", "idleSeconds", 600)
                .set("cloud.dispatcher.http", "connections", 420);
        api = distribution.start();
    }

    @AfterAll
    static void end() {
        distribution.close();
    }

    /** From 127.0.0.2 and up. */
    private static Socket connect(int number) throws IOException {
        var from = InetAddress.getByAddress(new byte[] {127, 0, (byte) (number / 250), (byte) (2 + number % 250)});
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), distribution.port()));
        return socket;
    }

    private static void everythingIsAnswered() throws IOException {
        for (int i = 0; i < QUESTIONS; i++) {
            for (var path : List.of("/health/ready", "/api/v1/servers", "/api/v1/status")) {
                long began = System.nanoTime();
                assertThat(api.get(path).status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).as(path).isLessThan(AT_MOST);
            }
        }
    }

    @Test
    void clients_that_pipeline_requests_and_read_nothing_delay_no_other() throws IOException {
        var burst = "GET /page.js HTTP/1.1\r\nHost: x\r\n\r\n".repeat(60).getBytes(StandardCharsets.US_ASCII);
        var attackers = new ArrayList<Socket>();
        try {
            for (int i = 0; i < ATTACKERS; i++) {
                attackers.add(connect(i));
                attackers.get(i).getOutputStream().write(burst);
            }
            everythingIsAnswered();
        } finally {
            for (var attacker : attackers) {
                attacker.close();
            }
        }
    }

    @Test
    void more_idle_clients_than_there_may_be_connections_delay_no_other() throws IOException {
        var attackers = new ArrayList<Socket>();
        try {
            for (int i = 0; i < MORE_THAN_THERE_MAY_BE; i++) {
                attackers.add(connect(i));
            }
            everythingIsAnswered();
        } finally {
            for (var attacker : attackers) {
                attacker.close();
            }
        }
    }
}
