package cloud.dispatcher.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.engine.Engine;
import cloud.dispatcher.engine.MovingTime;
import cloud.dispatcher.engine.decide.Limits;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ServerId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final AccountId BAD = new AccountId("bad");
    private static final AccountId GOOD = new AccountId("good");

    private final Calls calls = new Calls(new Engine(new MovingTime(), Limits.DEFAULT));
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answer.countDown();
        calls.stop();
    }

    @Test
    void one_bad_cloud_delays_only_its_own_accounts() throws InterruptedException {
        for (var i = 0; i < Calls.THREADS; i++) {
            assertThat(calls.run(BAD, new ServerId("s-" + i), this::neverAnswers))
                    .isTrue();
        }
        var done = new CountDownLatch(1);

        assertThat(calls.run(BAD, new ServerId("one more"), this::neverAnswers)).isFalse();
        assertThat(calls.full()).containsExactly(BAD);
        assertThat(calls.run(GOOD, new ServerId("s"), done::countDown)).isTrue();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_call_keeps_its_servers_turn_until_it_has_returned() {
        var server = new ServerId("s");
        calls.run(BAD, server, this::neverAnswers);

        assertThat(calls.holds(BAD, server)).isTrue();
        assertThat(calls.run(BAD, server, this::neverAnswers)).isFalse();
        assertThat(calls.awaitQuiet(Duration.ofMillis(1))).isFalse();

        answer.countDown();

        assertThat(calls.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(calls.holds(BAD, server)).isFalse();
    }

    @Test
    void an_account_is_stuck_when_every_thread_of_it_is() {
        for (var i = 0; i < Calls.THREADS; i++) {
            calls.run(BAD, new ServerId("s-" + i), this::neverAnswers);
        }

        assertThat(calls.stuck(Duration.ZERO)).containsExactly(BAD);
        assertThat(calls.stuck(Duration.ofHours(1))).isEmpty();
    }

    private void neverAnswers() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
