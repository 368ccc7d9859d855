package cloud.dispatcher.pinger.probe;

import cloud.dispatcher.pinger.probe.Answer.Missed;
import cloud.dispatcher.pinger.probe.Answer.Seen;
import cloud.dispatcher.pinger.probe.Answer.Unable;
import com.sun.jna.Memory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One socket for the echo requests of one family, and the requests that are under way on it. They are found by their sequence number, so
 * at most 65,535 are under way at a time. For one thread.
 */
final class EchoSocket {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SEQUENCES = 1 << 16;
    private static final int BUFFER = 4 << 20;

    private final Family family;
    private final int fd;
    private final Echo.Framing framing;
    private final boolean kernelOwnsId;
    private final Consumer<Answered> sink;
    private final int id = RANDOM.nextInt(SEQUENCES);
    private final long instance = RANDOM.nextLong();
    private final Datagrams outgoing = new Datagrams();
    private final Datagrams incoming = new Datagrams();
    private final @Nullable Ask[] asks = new Ask[SEQUENCES];
    private final long[] nonces = new long[SEQUENCES];
    private final long[] sentAt = new long[SEQUENCES];
    private long oldest;
    private long next;

    private EchoSocket(Family family, int fd, int type, Consumer<Answered> sink) {
        this.family = family;
        this.fd = fd;
        this.kernelOwnsId = type == Libc.SOCK_DGRAM;
        this.framing = type == Libc.SOCK_RAW && family == Family.IPV4 ? Echo.Framing.WITH_IP_HEADER : Echo.Framing.BARE;
        this.sink = sink;
    }

    /** No socket is to be had; the message says why and what to do. */
    static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message);
        }
    }

    /** Opens a ping socket where the kernel allows it (net.ipv4.ping_group_range), else a raw one. */
    static EchoSocket open(Family family, Consumer<Answered> sink) throws NotAllowed {
        for (var type : new int[] {Libc.SOCK_DGRAM, Libc.SOCK_RAW}) {
            var fd = Libc.socket(family.domain, type | Libc.NONBLOCK | Libc.CLOEXEC, family.protocol);
            if (fd >= 0) {
                prepare(family, fd, type);
                return new EchoSocket(family, fd, type, sink);
            }
        }
        var error = Libc.error();
        var remedy = error == Libc.EPERM || error == Libc.EACCES
                ? "; put this process's group into net.ipv4.ping_group_range, or give it CAP_NET_RAW"
                : "";
        throw new NotAllowed("no ICMP over " + family + ": " + Libc.strerror(error) + remedy);
    }

    private static void prepare(Family family, int fd, int type) {
        // Best effort: FORCE needs a privilege, and then the kernel's own limit counts.
        try (var value = new Memory(32)) {
            value.setInt(0, BUFFER);
            Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, value, 4);
            Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, value, 4);
            Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUF, value, 4);
            Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, value, 4);
            if (type == Libc.SOCK_RAW) {
                var filter = family.filter();
                value.write(0, filter, 0, filter.length);
                Libc.setsockopt(fd, family.filterLevel(), 1, value, filter.length * 4);
            }
        }
    }

    int fd() {
        return fd;
    }

    String says() {
        return kernelOwnsId ? "ping socket" : "raw socket";
    }

    /** When the oldest request runs out, {@link System#nanoTime()}; {@code otherwise} where none is under way. */
    long firstDeadline(long otherwise) {
        var slot = slot(oldest);
        var ask = asks[slot];
        return oldest == next
                ? otherwise
                : ask == null ? sentAt[slot] : sentAt[slot] + ask.timeout().toNanos();
    }

    /** Sends as many as the kernel takes now; those it takes later stay in the queue. */
    void send(Deque<Ask> waiting) {
        while (!waiting.isEmpty()) {
            var count = stage(waiting);
            var sent = 0;
            while (sent < count) {
                var more = outgoing.send(fd, sent, count);
                if (more > 0) {
                    sent += more;
                    continue;
                }
                switch (Libc.error()) {
                    case Libc.EINTR -> {}
                    case Libc.EAGAIN, Libc.ENOBUFS, Libc.ENOMEM -> {
                        takeBack(waiting, count - sent);
                        return;
                    }
                    default -> end(slot(next - count + sent++), refused(Libc.error()));
                }
            }
        }
    }

    private int stage(Deque<Ask> waiting) {
        var count = 0;
        var now = System.nanoTime();
        while (count < Datagrams.SIZE) {
            var ask = waiting.poll();
            if (ask == null) {
                break;
            }
            if (now - ask.askedAt() > ask.timeout().toNanos()) {
                tell(ask, new Unable("ICMP: the request could not be sent in time"));
            } else if (next - oldest == SEQUENCES) {
                tell(ask, new Unable("ICMP: too many requests are under way"));
            } else {
                var slot = slot(next++);
                asks[slot] = ask;
                sentAt[slot] = now;
                nonces[slot] = RANDOM.nextLong();
                var to = outgoing.address(count++, family, ask.address(), Echo.LENGTH);
                Echo.putRequest(to, family, id, slot, instance, nonces[slot]);
            }
        }
        return count;
    }

    private void takeBack(Deque<Ask> waiting, int count) {
        for (var i = 0; i < count; i++) {
            var slot = slot(--next);
            var ask = asks[slot];
            asks[slot] = null;
            if (ask != null) {
                waiting.addFirst(ask);
            }
        }
    }

    private static Answer refused(int error) {
        var words = Libc.strerror(error);
        return error == Libc.EHOSTUNREACH || error == Libc.EHOSTDOWN
                ? new Missed(words)
                : new Unable("ICMP: cannot send from here: " + words);
    }

    /** Takes in all that has come. */
    void receive() {
        int count;
        do {
            count = incoming.receive(fd);
            var now = System.nanoTime();
            for (var i = 0; i < count; i++) {
                take(Echo.read(incoming.received(i), family, framing), now);
            }
        } while (count == Datagrams.SIZE || (count < 0 && Libc.error() == Libc.EINTR));
    }

    private void take(@Nullable Echo echo, long now) {
        if (echo == null || (!kernelOwnsId && echo.id() != id)) {
            return;
        }
        var slot = echo.sequence();
        if (asks[slot] == null || echo.instance() != instance || echo.nonce() != nonces[slot]) {
            return;
        }
        end(
                slot,
                switch (echo.kind()) {
                    case REPLY -> new Seen(Duration.ofNanos(now - sentAt[slot]));
                    case UNREACHABLE -> new Missed("unreachable");
                });
    }

    /** Ends the requests whose time had run out when {@code began}; what had come by then must have been received. */
    void expire(long began) {
        while (oldest != next) {
            var slot = slot(oldest);
            var ask = asks[slot];
            if (ask != null && sentAt[slot] + ask.timeout().toNanos() - began > 0) {
                return;
            }
            oldest++;
            if (ask != null) {
                end(slot, new Missed("no answer within " + ask.timeout().toMillis() + " ms"));
            }
        }
    }

    /** Ends every request that is under way. */
    void endAll(Answer answer) {
        while (oldest != next) {
            end(slot(oldest++), answer);
        }
    }

    void close() {
        Libc.close(fd);
    }

    private void end(int slot, Answer answer) {
        var ask = asks[slot];
        asks[slot] = null;
        if (ask != null) {
            tell(ask, answer);
        }
    }

    private void tell(Ask ask, Answer answer) {
        sink.accept(new Answered(ask, System.nanoTime(), answer));
    }

    private static int slot(long position) {
        return (int) (position & (SEQUENCES - 1));
    }
}
