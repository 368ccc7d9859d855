package cloud.dispatcher.control.etc;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Tells when every feature that the container starts with is installed, and its bundles are started. Where installing was the quicker
 * of the two, the framework starts them afterwards, as it comes to their start level.
 */
final class Booted implements AutoCloseable {
    /** What Karaf registers when all is installed. By its name: the package need not be imported for that. */
    private static final String INSTALLED = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private final Runnable reaction;
    private final ServiceTracker<Object, Object> tracker;
    private final FrameworkListener listener;
    private final AtomicBoolean isTold = new AtomicBoolean();
    private volatile boolean isInstalled;
    private volatile boolean isLevelReached;

    /** @param reaction is called once it is so, at once where it is so already; on the thread that made it so */
    Booted(BundleContext context, Runnable reaction) {
        this.context = context;
        this.reaction = reaction;
        tracker = new ServiceTracker<>(context, INSTALLED, null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                isInstalled = true;
                tell();
                return super.addingService(reference);
            }
        };
        listener = event -> {
            if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                isLevelReached = true;
                tell();
            }
        };
    }

    void open() {
        context.addFrameworkListener(listener);
        tracker.open();
    }

    boolean isSo() {
        return isInstalled && (isLevelReached || isBeyondOurLevels());
    }

    private void tell() {
        if (isSo() && isTold.compareAndSet(false, true)) {
            reaction.run();
        }
    }

    /** The framework comes to the next level when all bundles of one are started. This bundle's is not the last of ours. */
    private boolean isBeyondOurLevels() {
        var last = Arrays.stream(context.getBundles())
                .filter(each -> String.valueOf(each.getSymbolicName()).startsWith("dispatcher-"))
                .mapToInt(each -> each.adapt(BundleStartLevel.class).getStartLevel())
                .max();
        return context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel() > last.orElse(0);
    }

    @Override
    public void close() {
        tracker.close();
        context.removeFrameworkListener(listener);
    }
}
