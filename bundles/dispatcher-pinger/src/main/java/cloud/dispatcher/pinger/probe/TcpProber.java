package cloud.dispatcher.pinger.probe;

import cloud.dispatcher.pinger.probe.Answer.Missed;
import cloud.dispatcher.pinger.probe.Answer.Seen;
import cloud.dispatcher.pinger.probe.Answer.Unable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects and hangs up: one thread, one selector for all. A connection is reset, not closed, so that thousands of probes in a second
 * leave nothing in TIME_WAIT.
 */
final class TcpProber implements Prober {
    private static final Logger LOG = LoggerFactory.getLogger(TcpProber.class);

    private final Consumer<Answered> sink;
    private final IntSupplier atOnce;
    private final Supervision supervision = new Supervision("TCP probes");
    private volatile Selector selector;
    private final Queue<Ask> asked = new ConcurrentLinkedQueue<>();
    private final Deque<Attempt> underWay = new ArrayDeque<>();
    private int open;
    private volatile boolean closed;

    private static final class Attempt {
        final Ask ask;
        final SocketChannel channel;
        final long sentAt;
        boolean over;

        Attempt(Ask ask, SocketChannel channel, long sentAt) {
            this.ask = ask;
            this.channel = channel;
            this.sentAt = sentAt;
        }

        long deadline() {
            return sentAt + ask.timeout().toNanos();
        }
    }

    /** @param atOnce how many connections may be under way */
    TcpProber(Consumer<Answered> sink, IntSupplier atOnce) {
        this.sink = sink;
        this.atOnce = atOnce;
        this.selector = selector();
        var thread = new Thread(this::run, "pinger-tcp");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void ask(List<Ask> asks) {
        asked.addAll(asks);
        selector.wakeup();
    }

    @Override
    public String says() {
        return "TCP";
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        while (!closed) {
            try {
                pass();
            } catch (IOException | RuntimeException | Error e) {
                supervision.failed(e, () -> beginAnew(new Unable("TCP probes failed with an internal error")));
            }
        }
        underWay.forEach(attempt -> hangUp(attempt.channel));
        close(selector);
    }

    /** Answers all that is under way, with a new selector. */
    private void beginAnew(Unable answer) {
        var lost = List.copyOf(underWay);
        underWay.clear();
        open = 0;
        lost.forEach(attempt -> hangUp(attempt.channel));
        close(selector);
        selector = selector();
        lost.stream().filter(attempt -> !attempt.over).forEach(attempt -> tellNevertheless(attempt.ask, answer));
    }

    private static Selector selector() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Selector selector) {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("Closing the selector: {}", e.getMessage());
        }
    }

    @Override
    public @Nullable String problem() {
        return supervision.problem();
    }

    private void pass() throws IOException {
        // What came in before this moment is read below, so a deadline that has passed by now has passed without an
        // answer,
        // however long this thread was kept from running.
        var began = System.nanoTime();
        selector.select(this::connected, untilNext(began));
        expire(began);
        send();
    }

    /** Milliseconds to wait in the selector; 0 is without end. */
    private long untilNext(long now) {
        var first = underWay.peekFirst();
        return first == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(first.deadline() - now) + 1);
    }

    private void send() {
        while (open < atOnce.getAsInt()) {
            var ask = asked.poll();
            if (ask == null) {
                return;
            }
            connect(ask);
        }
    }

    private void connect(Ask ask) {
        SocketChannel channel = null;
        var now = System.nanoTime();
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            if (channel.connect(new InetSocketAddress(ask.address(), ask.port()))) {
                hangUp(channel);
                tell(ask, seen(now));
                return;
            }
            var attempt = new Attempt(ask, channel, now);
            channel.register(selector, SelectionKey.OP_CONNECT, attempt);
            underWay.addLast(attempt);
            open++;
        } catch (ConnectException | NoRouteToHostException e) {
            hangUp(channel);
            tell(ask, new Missed(words(e)));
        } catch (IOException | RuntimeException e) {
            hangUp(channel);
            tell(ask, new Unable("cannot connect from here: " + words(e)));
        }
    }

    private void connected(SelectionKey key) {
        var attempt = (Attempt) key.attachment();
        if (attempt.over) {
            return;
        }
        try {
            if (attempt.channel.finishConnect()) {
                end(attempt, seen(attempt.sentAt));
            }
        } catch (IOException e) {
            end(attempt, new Missed(words(e)));
        }
    }

    private void expire(long began) {
        for (var first = underWay.peekFirst(); first != null; first = underWay.peekFirst()) {
            if (!first.over && first.deadline() - began > 0) {
                return;
            }
            underWay.removeFirst();
            if (!first.over) {
                end(first, new Missed("no answer within " + first.ask.timeout().toMillis() + " ms"));
            }
        }
    }

    private void end(Attempt attempt, Answer answer) {
        attempt.over = true;
        open--;
        hangUp(attempt.channel);
        tell(attempt.ask, answer);
    }

    private void tell(Ask ask, Answer answer) {
        sink.accept(new Answered(ask, System.nanoTime(), answer));
    }

    private void tellNevertheless(Ask ask, Answer answer) {
        try {
            tell(ask, answer);
        } catch (RuntimeException | Error e) { // whatever ends this one, the others are told
            LOG.debug("An answer could not be told.", e);
        }
    }

    private static Answer seen(long sentAt) {
        return new Seen(Duration.ofNanos(System.nanoTime() - sentAt));
    }

    private static void hangUp(@Nullable SocketChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Closing a probe's connection: {}", e.getMessage());
        }
    }

    private static String words(Exception e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.toLowerCase(Locale.ROOT);
    }
}
