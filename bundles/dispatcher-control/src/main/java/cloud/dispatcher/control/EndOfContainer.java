package cloud.dispatcher.control;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/** Tells that the container begins to end, while every bundle of it still works; it waits for who is told. */
final class EndOfContainer implements SynchronousBundleListener, AutoCloseable {
    private final BundleContext context;
    private final Runnable reaction;

    EndOfContainer(BundleContext context, Runnable reaction) {
        this.context = context;
        this.reaction = reaction;
    }

    void open() {
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            reaction.run();
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
