package cloud.dispatcher.control.remote;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A process that has used up its file descriptors: nobody can be let in. */
final class FakeServerChannel extends ServerSocketChannel {
    final List<Long> refusedAt = new CopyOnWriteArrayList<>();
    final CountDownLatch refused;

    private FakeServerChannel(int refusals) {
        super(null);
        refused = new CountDownLatch(refusals);
    }

    static FakeServerChannel thatRefuses(int times) {
        return new FakeServerChannel(times);
    }

    @Override
    public SocketChannel accept() throws IOException {
        if (refused.getCount() == 0) {
            throw new ClosedChannelException();
        }
        refusedAt.add(System.nanoTime());
        refused.countDown();
        throw new IOException("Too many open files");
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) {
        return this;
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public ServerSocket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return null;
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
