package cloud.dispatcher.executor.libvirt;

import org.jspecify.annotations.Nullable;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's event loop: without it no keep-alive notices that libvirtd hangs, and a call to it never returns. libvirt has one loop for
 * the whole process, so this counts its users.
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
        if (users++ == 0) {
            var loop = new Thread(EventLoop::run, "libvirt-events");
            loop.setDaemon(true);
            loop.start();
            thread = loop;
        }
    }

    /** Ends it with its last user. */
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
        thread = null;
    }

    private static void run() {
        try {
            Library.runEventLoop();
        } catch (InterruptedException e) {
            // Released.
        } catch (LibvirtException e) {
            LOG.error(
                    "libvirt's event loop broke: {}. A libvirtd that hangs is not noticed until the dispatcher is restarted.",
                    e.getMessage());
        }
    }
}
