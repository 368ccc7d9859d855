package cloud.dispatcher.control;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Tells when every feature that the container starts with is installed. */
final class Booted implements AutoCloseable {
    /** What Karaf registers then. By its name: the package need not be imported for that. */
    private static final String SERVICE = "org.apache.karaf.features.BootFinished";

    private final ServiceTracker<Object, Object> tracker;

    /** @param reaction is called once it is so, at once where it is so already; on the thread of whoever registers it */
    Booted(BundleContext context, Runnable reaction) {
        tracker = new ServiceTracker<>(context, SERVICE, null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                reaction.run();
                return super.addingService(reference);
            }
        };
    }

    void open() {
        tracker.open();
    }

    boolean isSo() {
        return tracker.size() > 0;
    }

    @Override
    public void close() {
        tracker.close();
    }
}
