package cloud.dispatcher.control.etc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.utils.properties.InterpolationHelper;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a configuration that was changed at run time ({@code log:set}, a bundle) back to its file, before the change returns.
 *
 * <p>File Install would do that itself, but in place: its own watcher may read the half that is written just then, take it for the
 * whole, and write that back. So {@code etc/custom.properties} forbids it, with {@value #BY_FILE_INSTALL}; where that is not (yet) so,
 * this does nothing. What File Install brings is never written back: it comes from the file, and if the file has changed since then,
 * File Install reads it again.
 */
@Component(
        service = SynchronousConfigurationListener.class,
        immediate = true) // immediate: it knows what may be deleted
public final class ConfigurationSaver implements SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSaver.class);
    private static final String BY_FILE_INSTALL = "felix.fileinstall.enableConfigSave";
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    private final BundleContext context;
    private final ConfigurationAdmin configurations;

    /** By pid. A configuration that is deleted does not tell its file any more. */
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    @Activate
    public ConfigurationSaver(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
    }

    @Activate
    void start() throws IOException, InvalidSyntaxException {
        for (var each : list("(" + ConfigurationFile.NAME + "=*)")) {
            file(each).ifPresent(file -> files.put(each.getPid(), file));
        }
    }

    /** On the thread that makes the change. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (!"false".equals(context.getProperty(BY_FILE_INSTALL)) || isByFileInstall()) {
            return;
        }
        try {
            if (event.getType() == ConfigurationEvent.CM_UPDATED) {
                save(event.getPid());
            } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
                remove(event.getPid());
            }
        } catch (IOException e) {
            LOG.warn(
                    "The change of {} is not in its file and counts until the next start: {}",
                    event.getPid(),
                    e.toString());
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean isByFileInstall() {
        var bundle = FrameworkUtil.getBundle(Thread.currentThread().getClass());
        return bundle != null && FILE_INSTALL.equals(bundle.getSymbolicName());
    }

    private synchronized void save(String pid) throws IOException, InvalidSyntaxException {
        for (var each : list("(" + Constants.SERVICE_PID + "=" + pid + ")")) {
            var file = file(each).filter(Files::isRegularFile);
            if (file.isPresent()) {
                files.put(pid, file.get());
                var variables = new InterpolationHelper.BundleContextSubstitutionCallback(context);
                new ConfigurationFile(file.get(), (name, key, value) -> variables.getValue(value))
                        .save(ConfigurationFile.values(each));
            }
        }
    }

    private void remove(String pid) throws IOException {
        var file = files.remove(pid);
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private Configuration[] list(String filter) throws IOException, InvalidSyntaxException {
        var found = configurations.listConfigurations(filter);
        return found == null ? new Configuration[0] : found;
    }

    private static Optional<Path> file(Configuration configuration) {
        return Optional.ofNullable(ConfigurationFile.values(configuration).get(ConfigurationFile.NAME))
                .map(name -> Path.of(URI.create(name.toString())));
    }
}
