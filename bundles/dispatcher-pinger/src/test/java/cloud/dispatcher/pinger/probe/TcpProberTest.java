package cloud.dispatcher.pinger.probe;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.ServerId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProberTest {
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private final Prober prober = new TcpProber(answers::add, () -> 50);

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void a_listener_is_seen() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getByName("127.66.2.1"))) {
            prober.ask(List.of(ask(1, listener.getInetAddress(), listener.getLocalPort())));
            assertThat(next().answer()).isInstanceOf(Answer.Seen.class);
        }
    }

    @Test
    void a_listener_on_ipv6_is_seen() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getByName("::1"))) {
            prober.ask(List.of(ask(1, listener.getInetAddress(), listener.getLocalPort())));
            assertThat(next().answer()).isInstanceOf(Answer.Seen.class);
        } catch (IOException e) {
            System.out.println("SKIPPED: a listener on ::1 (" + e.getMessage() + ")");
        }
    }

    @Test
    void its_thread_goes_on_whatever_fails_in_it() throws Exception {
        var failures = new AtomicInteger(1);
        try (var hurt = new TcpProber(
                answered -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new StackOverflowError("broken");
                    }
                    answers.add(answered);
                },
                () -> 50)) {
            hurt.ask(List.of(ask(1, InetAddress.getByName("127.66.2.2"), closedPort())));
            hurt.ask(List.of(ask(2, InetAddress.getByName("127.66.2.2"), closedPort())));
            assertThat(next().ask().number()).isEqualTo(2);
            hurt.ask(List.of(ask(3, InetAddress.getByName("127.66.2.2"), closedPort())));
            assertThat(next().answer()).isInstanceOf(Answer.Missed.class);
            assertThat(hurt.problem()).contains("StackOverflowError: broken");
        }
    }

    @Test
    void refused_is_a_miss() throws Exception {
        prober.ask(List.of(ask(1, InetAddress.getByName("127.66.2.2"), closedPort())));
        assertThat(next().answer()).isEqualTo(new Answer.Missed("connection refused"));
    }

    @Test
    void silence_is_a_miss_when_the_timeout_is_over() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getByName("127.66.2.3"))) {
            var crowd = new ArrayList<SocketChannel>();
            try {
                // Nobody accepts: once its queue is full the kernel drops further requests.
                for (var i = 0; i < 8; i++) {
                    var channel = SocketChannel.open();
                    channel.configureBlocking(false);
                    crowd.add(channel);
                    channel.connect(listener.getLocalSocketAddress());
                }
                prober.ask(List.of(ask(1, listener.getInetAddress(), listener.getLocalPort())));
                assertThat(next().answer()).isEqualTo(new Answer.Missed("no answer within 300 ms"));
            } finally {
                for (var channel : crowd) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void what_cannot_be_sent_from_here_is_no_miss() throws Exception {
        prober.ask(List.of(ask(1, InetAddress.getByName("255.255.255.255"), 22)));
        assertThat(next().answer()).isInstanceOf(Answer.Unable.class);
    }

    @Test
    void more_than_may_be_under_way_wait_their_turn_and_each_is_answered_once() throws Exception {
        try (var listener = new ServerSocket(0, 4_000, InetAddress.getByName("127.66.2.4"))) {
            var asks = new ArrayList<Ask>();
            for (var i = 0; i < 1_000; i++) {
                asks.add(ask(i, listener.getInetAddress(), i % 2 == 0 ? listener.getLocalPort() : closedPort()));
            }
            prober.ask(asks);
            var answered = new ArrayList<Long>();
            for (var i = 0; i < asks.size(); i++) {
                answered.add(next().ask().number());
            }
            assertThat(answered).doesNotHaveDuplicates();
            assertThat(answers).isEmpty();
        }
    }

    private static Ask ask(long number, InetAddress address, int port) {
        return new Ask(new ServerId("s"), number, address, port, Duration.ofMillis(300), System.nanoTime());
    }

    private Answered next() throws InterruptedException {
        var answer = answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).as("an answer").isNotNull();
        return answer;
    }

    private static int closedPort() throws IOException {
        try (var closed = SocketChannel.open()) {
            return ((InetSocketAddress) closed.bind(new InetSocketAddress(InetAddress.getByName("127.66.2.2"), 0))
                            .getLocalAddress())
                    .getPort();
        }
    }
}
