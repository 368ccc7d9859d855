package cloud.dispatcher.pinger;

import cloud.dispatcher.pinger.probe.Answer;
import cloud.dispatcher.pinger.probe.Answered;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.pinger.probe.Prober;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** A network in which every address answers at once, but for those that are dark: there a probe runs out. Time passes with {@link #passTo}. */
final class FakeNetwork implements Prober {
    private static final long RTT = Duration.ofMillis(1).toNanos();

    private final Queue<Answered> answers;
    private final Set<String> dark = new HashSet<>();
    private final List<Ask> silent = new ArrayList<>();
    private final List<Ask> asks = new ArrayList<>();
    private String refusal = "";
    private boolean isDead;

    FakeNetwork(Queue<Answered> answers) {
        this.answers = answers;
    }

    void darken(String address) {
        dark.add(address);
    }

    void lighten(String address) {
        dark.remove(address);
    }

    /** From now on nobody here may ask. */
    void refuse(String why) {
        refusal = why;
    }

    /** Its thread has ended: what it is asked gets lost. */
    void die() {
        isDead = true;
    }

    void revive() {
        isDead = false;
    }

    List<Ask> asks() {
        return asks;
    }

    @Override
    public void ask(List<Ask> batch) {
        for (var ask : batch) {
            asks.add(ask);
            if (isDead) {
                continue;
            }
            if (!refusal.isEmpty()) {
                answers.add(new Answered(ask, ask.askedAt(), new Answer.Unable(refusal)));
            } else if (dark.contains(ask.address().getHostAddress())) {
                silent.add(ask);
            } else {
                answers.add(new Answered(ask, ask.askedAt() + RTT, new Answer.Seen(Duration.ofNanos(RTT))));
            }
        }
    }

    /** What was not answered by then has run out. */
    void passTo(long now) {
        silent.removeIf(ask -> {
            var at = ask.askedAt() + ask.timeout().toNanos();
            var isOver = at - now <= 0;
            if (isOver) {
                answers.add(new Answered(ask, at, new Answer.Missed("no answer")));
            }
            return isOver;
        });
    }

    @Override
    public String says() {
        return "a fake network";
    }

    @Override
    public void close() {
        silent.clear();
    }
}
