package cloud.dispatcher.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.api.Pinger.Answer.Kind;
import cloud.dispatcher.model.Probe;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.pinger.probe.Answer;
import cloud.dispatcher.pinger.probe.Answered;
import cloud.dispatcher.pinger.probe.Ask;
import cloud.dispatcher.pinger.probe.Probers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Asks single servers out of turn, for somebody who waits for the answer. Its probes have negative numbers, and the watch takes none of them for its own. */
final class OutOfTurn implements Consumer<Answered> {
    /** What a prober may need beyond the timeout: probes wait for each other where very many are under way. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final Consumer<Answered> others;

    /** @param others takes the answers to the probes of others */
    OutOfTurn(Consumer<Answered> others) {
        this.others = others;
    }

    @Override
    public void accept(Answered answered) {
        var asker = waiting.get(answered.ask().number());
        if (asker == null) {
            others.accept(answered);
        } else {
            asker.complete(answered.answer());
        }
    }

    /** Returns when it is answered, or after the timeout and what a prober may need beyond it. */
    Pinger.Answer ask(Probers probers, ServerId server, InetAddress address, Probe probe, Duration timeout)
            throws InterruptedException {
        var ask = new Ask(server, number.decrementAndGet(), address, probe.port(), timeout, System.nanoTime());
        var answer = new CompletableFuture<Answer>();
        waiting.put(ask.number(), answer);
        try {
            (probe.method() == Probe.Method.TCP ? probers.tcp() : probers.icmp()).ask(List.of(ask));
            return told(answer.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Pinger.Answer(Kind.UNABLE, null, "the pinger was stopped meanwhile, or has too much to do");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        } finally {
            waiting.remove(ask.number());
        }
    }

    private static Pinger.Answer told(Answer answer) {
        return answer.match(
                seen -> new Pinger.Answer(Kind.SEEN, seen.rtt(), null),
                missed -> new Pinger.Answer(Kind.MISSED, null, missed.why()),
                unable -> new Pinger.Answer(Kind.UNABLE, null, unable.why()));
    }
}
