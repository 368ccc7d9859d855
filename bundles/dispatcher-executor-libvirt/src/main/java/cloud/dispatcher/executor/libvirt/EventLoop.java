package cloud.dispatcher.executor.libvirt;

import org.jspecify.annotations.Nullable;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's event loop: without it no keep-alive notices that libvirtd hangs, and a call to it never returns. libvirt has one loop for
 * the whole process, which at most one thread may run, so this counts its users.
 */
final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    private static boolean registered;
    private static int users;
    private static @Nullable Thread thread;

    private EventLoop() {}

    /** Runs it; before the first connection, because a connection remembers whether there was one. */
    static synchronized void use() throws LibvirtException {
        if (!registered) {
            Library.initEventLoop();
            registered = true;
        }
        users++;
        // A thread that was told to end and has not yet done so goes on instead.
        if (thread == null) {
            var loop = new Thread(EventLoop::run, "libvirt-events");
            loop.setDaemon(true);
            loop.start();
            thread = loop;
        }
    }

    /** Lets it end with its last user; returns at once. */
    static synchronized void release() {
        if (--users > 0 || thread == null) {
            return;
        }
        try {
            thread.interrupt();
            Library.stopEventLoop();
        } catch (LibvirtException e) {
            LOG.warn(
                    "libvirt's event loop does not end: {}. Its thread stays until the container ends.",
                    e.getMessage());
        }
    }

    private static void run() {
        while (isUsed()) {
            try {
                Library.runEventLoop();
            } catch (InterruptedException e) {
                // Released; perhaps used again since.
            } catch (LibvirtException e) {
                LOG.error(
                        "libvirt's event loop broke: {}. A libvirtd that hangs is not noticed until the dispatcher is restarted.",
                        e.getMessage());
                end();
                return;
            }
        }
    }

    private static synchronized boolean isUsed() {
        if (users == 0) {
            thread = null;
        }
        return users > 0;
    }

    private static synchronized void end() {
        thread = null;
    }
}
