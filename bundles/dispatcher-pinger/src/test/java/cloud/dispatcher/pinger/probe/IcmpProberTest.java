package cloud.dispatcher.pinger.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloud.dispatcher.model.ServerId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IcmpProberTest {
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private final Prober prober = IcmpProber.open(answers::add);

    @AfterEach
    void close() {
        prober.close();
    }

    @Test
    void loopback_answers_over_ipv4() throws Exception {
        assertThat(seen(ask(1, "127.0.0.1")).rtt()).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void its_thread_goes_on_whatever_fails_in_it() throws Exception {
        var failures = new AtomicInteger(1);
        try (var hurt = IcmpProber.open(answered -> {
            if (failures.getAndDecrement() > 0) {
                throw new StackOverflowError("broken");
            }
            answers.add(answered);
        })) {
            hurt.ask(List.of(ask(1, "127.0.0.1")));
            hurt.ask(List.of(ask(2, "127.0.0.1")));
            assertThat(next().ask().number()).isEqualTo(2);
            assertThat(hurt.problem()).contains("StackOverflowError: broken");
        }
    }

    @Test
    void loopback_answers_over_ipv6() throws Exception {
        assertThat(seen(ask(1, "::1")).rtt()).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void thousands_at_once_are_each_answered_once() throws Exception {
        seen(ask(0, "127.0.0.1"));
        var asks = new ArrayList<Ask>();
        for (var i = 1; i <= 3_000; i++) {
            asks.add(ask(i, "127.66." + i / 250 + "." + i % 250));
        }
        prober.ask(asks);
        var numbers = new ArrayList<Long>();
        for (var ignored : asks) {
            var answered = next();
            assertThat(answered.answer()).isInstanceOf(Answer.Seen.class);
            numbers.add(answered.ask().number());
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(answers).isEmpty();
    }

    @Test
    void two_pingers_on_one_machine_do_not_take_each_others_answers() throws Exception {
        seen(ask(0, "127.0.0.1"));
        var others = new LinkedBlockingQueue<Answered>();
        try (var other = IcmpProber.open(others::add)) {
            for (var i = 1; i <= 200; i++) {
                prober.ask(List.of(ask(i, "127.66.0.1")));
                other.ask(List.of(ask(-i, "127.66.0.1")));
                assertThat(next().ask().number()).isEqualTo(i);
                assertThat(others.poll(20, TimeUnit.SECONDS).ask().number()).isEqualTo(-i);
            }
        }
    }

    @Test
    void what_cannot_be_sent_from_here_is_no_miss() throws Exception {
        seen(ask(0, "127.0.0.1"));
        prober.ask(List.of(ask(1, "127.0.0.1"), ask(2, "255.255.255.255"), ask(3, "127.0.0.1")));
        for (var i = 0; i < 3; i++) {
            var answered = next();
            assertThat(answered.answer())
                    .isInstanceOf(answered.ask().number() == 2 ? Answer.Unable.class : Answer.Seen.class);
        }
    }

    private Answer.Seen seen(Ask ask) throws InterruptedException {
        prober.ask(List.of(ask));
        var answer = next().answer();
        if (answer instanceof Answer.Unable unable) {
            System.out.println("SKIPPED: echo requests to " + ask.address() + ": " + unable.why());
            assumeTrue(false, unable.why());
        }
        assertThat(answer).isInstanceOf(Answer.Seen.class);
        return (Answer.Seen) answer;
    }

    private static Ask ask(long number, String address) throws UnknownHostException {
        return new Ask(
                new ServerId("s"), number, InetAddress.getByName(address), 0, Duration.ofSeconds(5), System.nanoTime());
    }

    private Answered next() throws InterruptedException {
        var answer = answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).as("an answer").isNotNull();
        return answer;
    }
}
