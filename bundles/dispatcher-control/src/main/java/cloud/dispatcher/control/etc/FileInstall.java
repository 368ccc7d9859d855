package cloud.dispatcher.control.etc;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What has to be known of Felix File Install, which brings the files of {@code etc} into configurations. */
final class FileInstall {
    /** Names, in a configuration, the file that it is read from. */
    static final String FILE_NAME = "felix.fileinstall.filename";

    private static final String BUNDLE = "org.apache.felix.fileinstall";
    private static final String WRITES_BACK = "felix.fileinstall.enableConfigSave";

    private FileInstall() {}

    /** Whether it writes to a file what is changed in its configuration, and deletes the file with it. It does so in place. */
    static boolean writesBack(BundleContext context) {
        return !"false".equals(context.getProperty(WRITES_BACK));
    }

    /** Whether the current thread is its watcher of files. */
    static boolean isCaller() {
        var bundle = FrameworkUtil.getBundle(Thread.currentThread().getClass());
        return bundle != null && BUNDLE.equals(bundle.getSymbolicName());
    }
}
