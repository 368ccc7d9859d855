package cloud.dispatcher.control;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connection that is given up when nothing comes for too long: the kernel still takes connections, and what is written to them, for a
 * process that is stopped or stuck. Whoever waits on it then has a {@link SocketTimeoutException}.
 */
final class ImpatientChannel implements ByteChannel {
    private final SocketChannel channel;
    private final Duration patience;
    private final Thread watch = new Thread(this::watch, "patience");
    private volatile long heard = System.nanoTime();
    private volatile boolean givenUp;

    private ImpatientChannel(SocketChannel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    static ImpatientChannel connect(String socket, Duration patience) throws IOException {
        var impatient = new ImpatientChannel(SocketChannel.open(StandardProtocolFamily.UNIX), patience);
        impatient.watch.setDaemon(true);
        impatient.watch.start();
        try {
            impatient.channel.connect(UnixDomainSocketAddress.of(socket)); // waits where too many wait already
            return impatient;
        } catch (IOException e) {
            impatient.close();
            throw impatient.reason(e);
        }
    }

    private void watch() {
        try {
            while (channel.isOpen()) {
                long left = patience.toNanos() - (System.nanoTime() - heard);
                if (left <= 0) {
                    givenUp = true;
                    channel.close();
                } else {
                    Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
                }
            }
        } catch (InterruptedException over) {
            // the connection was closed by its user
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }

    private IOException reason(IOException thrown) {
        return givenUp ? new SocketTimeoutException("nothing came for " + patience.toSeconds() + " s") : thrown;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            int count = channel.read(into);
            heard = System.nanoTime();
            return count;
        } catch (IOException e) {
            throw reason(e);
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        try {
            return channel.write(from);
        } catch (IOException e) {
            throw reason(e);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        channel.close();
    }
}
