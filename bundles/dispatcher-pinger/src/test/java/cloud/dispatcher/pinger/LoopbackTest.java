package cloud.dispatcher.pinger;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.Verdict;
import cloud.dispatcher.pinger.probe.Answered;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.pinger.probe.Prober;
import cloud.dispatcher.pinger.probe.Probers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real connections to real listeners on loopback; only the time between them is not real. */
class LoopbackTest {
    private static final Duration TICK = Duration.ofMillis(500);

    private final BlockingQueue<Answered> real = new LinkedBlockingQueue<>();
    private final Probers probers = Probers.open(real::add, () -> 100);
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final MovingClock clock = new MovingClock();
    private final FakeBook book = new FakeBook();
    private final Roster roster = new Roster(book, Runnable::run, clock.nanos());
    private final Watch watch = new Watch(
            new Probers(new Waiting(probers.tcp()), new Waiting(probers.icmp())),
            answers,
            roster,
            new Recorder(book, Runnable::run, roster::news),
            () -> Settings.DEFAULT,
            clock,
            clock.nanos());

    @AfterEach
    void close() {
        probers.close();
    }

    @Test
    void a_server_whose_listener_closes_is_down_until_it_opens_again() throws IOException {
        var address = InetAddress.getByName("127.66.1.1");
        book.subscribe(roster::news);
        int port;
        try (var listener = new ServerSocket(0, 50, address)) {
            port = listener.getLocalPort();
            book.add("web-1", address.getHostAddress(), Probe.tcp(port));
            run(Duration.ofSeconds(5));
            assertThat(book.verdicts()).containsExactly("web-1 UP");
        }
        run(Duration.ofSeconds(16));
        assertThat(book.verdicts()).containsExactly("web-1 UP", "web-1 DOWN");
        try (var again = new ServerSocket(port, 50, address)) {
            run(Duration.ofSeconds(11));
            assertThat(again.isBound()).isTrue();
        }
        assertThat(book.verdicts()).containsExactly("web-1 UP", "web-1 DOWN", "web-1 UP");
        assertThat(book.outages()).isEqualTo(1);
    }

    @Test
    void loopback_is_up_by_echo_or_unwatched_with_the_reason_but_never_down() {
        book.subscribe(roster::news);
        var web = book.add("web-1", "127.66.1.2", Probe.icmp());
        run(Duration.ofMinutes(2));
        var heartbeat = book.heartbeat(web);
        if (heartbeat.verdict() == Verdict.UNWATCHED) {
            assertThat(heartbeat.why()).contains("ICMP");
        } else {
            assertThat(heartbeat.verdict()).isEqualTo(Verdict.UP);
            assertThat(heartbeat.rtt()).isLessThan(Duration.ofSeconds(1));
        }
    }

    private void run(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            clock.pass(TICK);
            watch.tick(clock.nanos());
        }
    }

    /** Waits for the real answers before the clock moves on, and dates them by that clock. */
    private final class Waiting implements Prober {
        private final Prober prober;

        Waiting(Prober prober) {
            this.prober = prober;
        }

        @Override
        public void ask(List<Ask> asks) {
            prober.ask(asks);
            for (var ask : asks) {
                answers.add(new Answered(ask, ask.askedAt(), answerTo(ask).answer()));
            }
        }

        private Answered answerTo(Ask ask) {
            try {
                var answer = real.poll(20, TimeUnit.SECONDS);
                assertThat(answer).isNotNull();
                assertThat(answer.ask()).isEqualTo(ask);
                return answer;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String says() {
            return prober.says();
        }

        @Override
        public void close() {
            prober.close();
        }
    }
}
