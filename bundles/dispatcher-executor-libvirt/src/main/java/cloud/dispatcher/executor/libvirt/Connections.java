package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Effect;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudError;
import cloud.dispatcher.spi.CloudException;
import cloud.dispatcher.spi.Outcome.Failed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection for each libvirt, kept while it stands. A dead one is replaced when the next call wants it. */
final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVE_MISSES = 2;

    // libvirt holds only a native pointer to it: it must never be collected. What it would print, each exception
    // carries.
    private static final VirErrorCallback SILENCE = (data, error) -> {};

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Opening may take long: each libvirt has its own lock. */
    private static final class Slot {
        private @Nullable Host host;
    }

    /** The connection to this libvirt. */
    Host to(String uri) throws CloudException {
        var slot = slots.computeIfAbsent(uri, any -> new Slot());
        synchronized (slot) {
            if (slot.host != null && !slot.host.isAlive()) {
                LOG.warn("The connection to {} was lost. Making a new one.", uri);
                slot.host.close();
                slot.host = null;
            }
            if (slot.host == null) {
                slot.host = open(uri);
            }
            if (closed) {
                slot.host.close();
                throw ended();
            }
            return slot.host;
        }
    }

    private Host open(String uri) throws CloudException {
        if (closed) {
            throw ended();
        }
        try {
            Connect.setErrorCallback(SILENCE);
            var connect = connect(uri);
            keepAlive(connect);
            LOG.info("Connected to {}.", uri);
            return new Host(connect, EventLoop::release);
        } catch (LibvirtException e) {
            // Whatever libvirt calls it: nothing was sent.
            throw Faults.asking(e);
        } catch (LinkageError e) {
            throw new CloudException(new Failed(
                    Fault.COMMUNICATION,
                    Effect.NONE,
                    CloudError.of("libvirt's client library libvirt.so.0 cannot be loaded (" + e.getMessage()
                            + "): install it (Debian: libvirt0) and restart the dispatcher's container"),
                    null));
        }
    }

    private static CloudException ended() {
        return Faults.refused(Fault.COMMUNICATION, "the executor has been stopped");
    }

    /** Every connection uses the event loop until it is closed: a call that hangs needs it to end. */
    private static Connect connect(String uri) throws LibvirtException {
        EventLoop.use();
        try {
            return new Connect(uri);
        } catch (LibvirtException e) {
            EventLoop.release();
            throw e;
        }
    }

    /** So that calls to a libvirtd that hangs end after some seconds. Drivers within this process have no such thing. */
    private static void keepAlive(Connect connect) {
        try {
            connect.setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_MISSES);
        } catch (LibvirtException e) {
            LOG.debug("No keep-alive: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        for (var slot : slots.values()) {
            // Without the slot's lock: whoever holds it may be waiting for a libvirt that does not answer.
            var host = slot.host;
            if (host != null) {
                host.close();
            }
        }
        slots.clear();
    }
}
