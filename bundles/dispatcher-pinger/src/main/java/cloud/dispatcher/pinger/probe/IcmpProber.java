package cloud.dispatcher.pinger.probe;

import cloud.dispatcher.pinger.probe.Answer.Unable;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends echo requests over IPv4 and IPv6: one thread, one socket for each family, many requests in one call of the kernel. */
final class IcmpProber implements Prober {
    private static final Logger LOG = LoggerFactory.getLogger(IcmpProber.class);
    private static final long REOPEN_AFTER = Duration.ofSeconds(30).toNanos();
    private static final long IDLE = Duration.ofSeconds(60).toNanos();
    private static final int POLL_ENTRY = 8;

    private final Consumer<Answered> sink;
    private final Queue<Ask> asked = new ConcurrentLinkedQueue<>();
    private final Line v4 = new Line(Family.IPV4);
    private final Line v6 = new Line(Family.IPV6);
    private final List<Line> lines = List.of(v4, v6);
    private final Wake wake;
    private final Supervision supervision = new Supervision("ICMP probes");
    private volatile boolean closed;

    /** One family's socket, and what waits for it. */
    private static final class Line {
        final Family family;
        final Deque<Ask> waiting = new ArrayDeque<>();
        volatile @Nullable EchoSocket socket;
        String refusal = "";
        long triedAt;

        Line(Family family) {
            this.family = family;
        }

        String says() {
            var there = socket;
            return there == null ? "no socket" : there.says();
        }
    }

    private IcmpProber(Consumer<Answered> sink, Wake wake) {
        this.sink = sink;
        this.wake = wake;
        for (var line : lines) {
            open(line, System.nanoTime());
        }
    }

    /** A prober that answers every ask with the reason where this machine cannot do it at all. */
    static Prober open(Consumer<Answered> sink) {
        if (!Platform.isLinux() || !Platform.is64Bit()) {
            return new DisabledProber("ICMP is probed on 64-bit Linux only", sink);
        }
        try {
            var prober = new IcmpProber(sink, Wake.open());
            var thread = new Thread(prober::run, "pinger-icmp");
            thread.setDaemon(true);
            thread.start();
            return prober;
        } catch (LinkageError e) {
            LOG.warn("ICMP is not probed: the C library cannot be called. Servers probed by it are UNWATCHED.", e);
            return new DisabledProber("ICMP is not probed: the C library cannot be called", sink);
        }
    }

    @Override
    public void ask(List<Ask> asks) {
        asked.addAll(asks);
        wake.up();
    }

    @Override
    public String says() {
        return v4.says().equals(v6.says())
                ? "ICMP by " + v4.says()
                : "ICMP by " + v4.says() + " over IPv4, " + v6.says() + " over IPv6";
    }

    @Override
    public void close() {
        closed = true;
        wake.up();
    }

    private void run() {
        while (!closed) {
            try (var fds = new Memory(POLL_ENTRY * 3L)) {
                while (!closed) {
                    pass(fds);
                }
            } catch (RuntimeException | Error e) {
                supervision.failed(e, () -> beginAnew(new Unable("ICMP probes failed with an internal error")));
            }
        }
        wake.close();
        for (var line : lines) {
            var socket = line.socket;
            if (socket != null) {
                socket.close();
            }
        }
    }

    /** Answers all that is under way, with new sockets. */
    private void beginAnew(Unable answer) {
        for (var line : lines) {
            var socket = line.socket;
            line.socket = null;
            open(line, System.nanoTime());
            if (socket != null) {
                socket.close();
                socket.endAll(answer);
            }
        }
    }

    @Override
    public @Nullable String problem() {
        return supervision.problem();
    }

    private void pass(Memory fds) {
        // As in TcpProber: what came before this moment is read before anything expires by it.
        var began = System.nanoTime();
        await(fds, began);
        wake.clear();
        for (var line : lines) {
            var socket = line.socket;
            if (socket != null) {
                socket.receive();
                socket.expire(began);
            }
        }
        for (var ask = asked.poll(); ask != null; ask = asked.poll()) {
            lineTo(ask).waiting.add(ask);
        }
        for (var line : lines) {
            send(line, began);
        }
    }

    private Line lineTo(Ask ask) {
        return switch (Family.of(ask.address())) {
            case IPV4 -> v4;
            case IPV6 -> v6;
        };
    }

    private void await(Memory fds, long now) {
        var count = 0;
        watch(fds, count++, wake.fd());
        var until = now + IDLE;
        for (var line : lines) {
            var socket = line.socket;
            if (socket != null) {
                watch(fds, count++, socket.fd());
                var next = line.waiting.isEmpty() ? socket.firstDeadline(until) : now;
                until = next - until < 0 ? next : until;
            }
        }
        Libc.poll(fds, count, (int) TimeUnit.NANOSECONDS.toMillis(Math.max(0, until - now)) + 1);
    }

    private static void watch(Memory fds, int index, int fd) {
        fds.setInt(index * (long) POLL_ENTRY, fd);
        fds.setInt(index * (long) POLL_ENTRY + 4, Libc.POLLIN);
    }

    private void send(Line line, long now) {
        if (line.waiting.isEmpty()) {
            return;
        }
        if (line.socket == null && now - line.triedAt > REOPEN_AFTER) {
            open(line, now);
        }
        var socket = line.socket;
        if (socket != null) {
            socket.send(line.waiting);
            return;
        }
        for (var ask = line.waiting.poll(); ask != null; ask = line.waiting.poll()) {
            sink.accept(new Answered(ask, System.nanoTime(), new Unable(line.refusal)));
        }
    }

    private void open(Line line, long now) {
        line.triedAt = now;
        try {
            line.socket = EchoSocket.open(line.family, sink);
        } catch (EchoSocket.NotAllowed e) {
            line.refusal = String.valueOf(e.getMessage());
        }
    }
}
