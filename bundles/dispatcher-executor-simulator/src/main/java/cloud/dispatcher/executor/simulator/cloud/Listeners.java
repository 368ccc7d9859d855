package cloud.dispatcher.executor.simulator.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP listener for each running server, on the server's own address. One for all addresses would not do: the kernel answers for every
 * address of it, whether the server runs or not. A single thread accepts, and hangs up at once; between two rounds it ticks.
 */
final class Listeners implements Network, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final Duration TICK = Duration.ofMillis(200);

    private final Selector selector;
    private final Map<InetSocketAddress, ServerSocketChannel> open = new ConcurrentHashMap<>();

    /** What could not be opened, with how often it was tried. */
    private final Map<InetSocketAddress, Integer> failed = new ConcurrentHashMap<>();

    /** The cloud's own thread's alone. */
    private boolean hasStumbled;

    private volatile boolean closed;

    Listeners() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for simulated servers: " + e.getMessage(), e);
        }
    }

    /** Begins to accept, and to call {@code tick} five times a second. */
    void start(Runnable tick) {
        var thread = new Thread(() -> run(tick), "simulated-cloud");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runnable tick) {
        while (!closed) {
            try {
                selector.select(Listeners::hangUp, TICK.toMillis());
                if (!closed) {
                    failed.keySet().forEach(this::open);
                    tick.run();
                    walksOn();
                }
            } catch (IOException | UncheckedIOException e) {
                stumbles(e.getMessage(), null);
            } catch (RuntimeException ours) {
                stumbles(ours.toString(), ours);
            }
        }
    }

    /** Told once, however often it is tried again. */
    private void stumbles(@Nullable String why, @Nullable RuntimeException ours) {
        if (!hasStumbled && !closed) {
            hasStumbled = true;
            LOG.error("The simulated cloud stumbles: {}. It is tried again five times a second.", why, ours);
        }
    }

    private void walksOn() {
        if (hasStumbled) {
            hasStumbled = false;
            LOG.info("The simulated cloud goes on.");
        }
    }

    private static void hangUp(SelectionKey key) {
        try {
            var caller = ((ServerSocketChannel) key.channel()).accept();
            if (caller != null) {
                caller.close();
            }
        } catch (IOException e) {
            LOG.debug("A simulated server lost a caller: {}", e.toString());
        }
    }

    @Override
    public void open(String address, int port) {
        open(new InetSocketAddress(literal(address), port));
    }

    private synchronized void open(InetSocketAddress place) {
        if (closed || open.containsKey(place)) {
            failed.remove(place);
            return;
        }
        try {
            open.put(place, listen(place));
            failed.remove(place);
            selector.wakeup();
        } catch (IOException e) {
            // The first try fails where the listener before has not been let go yet.
            if (failed.merge(place, 1, Integer::sum) == 2) {
                LOG.warn(
                        "Cannot listen on {}: {}. Its simulated server looks down until that works; it is tried again five times a second."
                                + " Another port can be set as port in the account's settings.",
                        place,
                        e.getMessage());
            }
        }
    }

    private ServerSocketChannel listen(InetSocketAddress place) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(place);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The port is closed when the thread comes by, which is at once. */
    @Override
    public synchronized void close(String address, int port) {
        var place = new InetSocketAddress(literal(address), port);
        failed.remove(place);
        var channel = open.remove(place);
        if (channel != null) {
            hangUp(channel);
            selector.wakeup();
        }
    }

    private static void hangUp(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A listener did not close well: {}", e.toString());
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (IOException e) {
            throw new UncheckedIOException(address + " is no address", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(Listeners::hangUp);
        open.clear();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("The selector did not close well: {}", e.toString());
        }
    }
}
