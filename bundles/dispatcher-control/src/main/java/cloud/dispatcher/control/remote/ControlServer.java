package cloud.dispatcher.control.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections on the control socket, each on a thread of its own, from those who may command. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int REFUSED = 77; // EX_NOPERM of sysexits.h

    /** Where a connection cannot be taken, for instance because no file descriptor is left, the next cannot either for a while. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SocketFile place;
    private final CommandRunner commands;
    private final ServerSocketChannel channel;
    private final PeerPolicy peers;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    private ControlServer(SocketFile place, CommandRunner commands, ServerSocketChannel channel, PeerPolicy peers) {
        this.place = place;
        this.commands = commands;
        this.channel = channel;
        this.peers = peers;
    }

    /** Listens from now on. @throws IOException with the reason, for people */
    static ControlServer open(SocketFile place, CommandRunner commands) throws IOException {
        var channel = place.bind();
        return open(place, commands, channel, PeerPolicy.ownerOf(place.socket()));
    }

    static ControlServer open(SocketFile place, CommandRunner commands, ServerSocketChannel channel, PeerPolicy peers) {
        var server = new ControlServer(place, commands, channel, peers);
        daemon("dispatcher-control-socket", server::accept);
        return server;
    }

    /** Ends what is going on; the commands are interrupted. */
    @Override
    public void close() throws IOException {
        channel.close();
        place.remove();
        for (var client : clients) {
            client.close();
        }
    }

    private void accept() {
        boolean isFailing = false;
        while (channel.isOpen()) {
            try {
                var client = channel.accept();
                daemon("dispatcher-command-" + count.incrementAndGet(), () -> serve(client));
                isFailing = false;
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                if (!isFailing) {
                    LOG.warn("The control socket cannot take a connection: {}. It tries on.", e.toString());
                }
                isFailing = true;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void serve(SocketChannel client) {
        clients.add(client);
        try (client) {
            var peer = PeerPolicy.of(client);
            if (peers.mayCommand(peer)) {
                new CommandConnection(client, peer.getName(), commands).run();
            } else {
                LOG.warn("Refused a command of {}: only the container's user and root may give any.", peer.getName());
                var frames = new FrameChannel(client);
                frames.write(
                        FrameChannel.ERR,
                        "Only root and the container's user may command Dispatcher.\n".getBytes(UTF_8));
                frames.write(FrameChannel.EXIT, Integer.toString(REFUSED).getBytes(UTF_8));
            }
        } catch (IOException e) {
            LOG.debug("A client of the control socket went away: {}", e.toString());
        } finally {
            clients.remove(client);
        }
    }

    private static void daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> LOG.error("{} failed.", failed.getName(), e));
        thread.start();
    }
}
