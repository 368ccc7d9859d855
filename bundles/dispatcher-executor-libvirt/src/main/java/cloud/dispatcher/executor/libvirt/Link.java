package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Fault;
import cloud.dispatcher.spi.CloudException;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/**
 * One connection and the calls under way in it. libvirt frees a connection that is closed, also under a call that uses it; so it is
 * closed when the last of them has returned.
 */
final class Link {
    private final Connect connect;
    private final Runnable afterwards;
    private int calls;
    private boolean closing;
    private boolean closed;

    /** @param afterwards called once, when it is closed */
    Link(Connect connect, Runnable afterwards) {
        this.connect = connect;
        this.afterwards = afterwards;
    }

    /** A call of libvirt's, or a few that belong together. */
    @FunctionalInterface
    interface Call<T> {
        T run(Connect connect) throws LibvirtException;
    }

    <T> T ask(Call<T> call) throws CloudException {
        begin();
        try {
            return call.run(connect);
        } catch (LibvirtException e) {
            throw Faults.asking(e);
        } finally {
            end();
        }
    }

    void change(Call<?> call) throws CloudException {
        begin();
        try {
            call.run(connect);
        } catch (LibvirtException e) {
            throw Faults.changing(e);
        } finally {
            end();
        }
    }

    /** Whether it still stands; costs no call. */
    boolean isAlive() {
        try {
            return ask(Connect::isAlive);
        } catch (CloudException e) {
            return false;
        }
    }

    /** Takes no more calls; returns at once. */
    synchronized void close() {
        closing = true;
        closeWhenUnused();
    }

    private synchronized void begin() throws CloudException {
        if (closing) {
            throw Faults.refused(Fault.COMMUNICATION, "the connection to libvirt was closed");
        }
        calls++;
    }

    private synchronized void end() {
        calls--;
        closeWhenUnused();
    }

    private void closeWhenUnused() {
        if (!closing || closed || calls > 0) {
            return;
        }
        closed = true;
        try {
            connect.close();
        } catch (LibvirtException e) {
            // It was dead already.
        }
        afterwards.run();
    }
}
