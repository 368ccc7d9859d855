package cloud.dispatcher.control.etc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
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
 * Writes a configuration that was changed at run time ({@code log:set}, a bundle) back to its file, before the change returns. (Karaf's
 * {@code config:*} write the file themselves.)
 *
 * <p>File Install would do that, but in place: its own watcher may read the half that is written just then, take it for the whole, and
 * write that back. So {@code etc/custom.properties} forbids it, with {@code felix.fileinstall.enableConfigSave}; where that is not (yet) so, this does
 * nothing. What File Install brings is never written back: it comes from the file, and if the file has changed since then, File Install
 * reads it again.
 */
@Component(
        service = SynchronousConfigurationListener.class,
        immediate = true) // immediate: it knows what may be changed or deleted
public final class ConfigurationSaver implements SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSaver.class);

    private final BundleContext context;
    private final ConfigurationAdmin configurations;

    /** By pid. A configuration that is deleted does not tell its file any more. */
    private final Map<String, Known> known = new HashMap<>();

    /** A file, and what it and its configuration said when they were last the same. */
    private record Known(Path file, Map<String, Object> values) {}

    @Activate
    public ConfigurationSaver(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
    }

    @Activate
    synchronized void start() throws IOException, InvalidSyntaxException {
        for (var each : list("(" + FileInstall.FILE_NAME + "=*)")) {
            var values = ConfigurationFile.values(each);
            file(each.getPid(), values).ifPresent(file -> known.put(each.getPid(), new Known(file, values)));
        }
    }

    /** On the thread that makes the change. */
    @Override
    public synchronized void configurationEvent(ConfigurationEvent event) {
        try {
            if (event.getType() == ConfigurationEvent.CM_UPDATED) {
                changed(event.getPid());
            } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
                deleted(event.getPid());
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

    private void changed(String pid) throws IOException, InvalidSyntaxException {
        for (var each : list("(" + Constants.SERVICE_PID + "=" + pid + ")")) {
            var values = ConfigurationFile.values(each);
            var file = file(pid, values).filter(Files::isRegularFile);
            if (file.isPresent()) {
                known.put(pid, new Known(file.get(), isOurs() ? save(pid, file.get(), values) : read(file.get())));
            }
        }
    }

    private Map<String, Object> save(String pid, Path file, Map<String, Object> values) throws IOException {
        var before = known.get(pid);
        ConfigurationFile.at(file, context).save(before == null ? Map.of() : before.values(), values);
        return values;
    }

    /** What File Install brings may be older than the file is by now: the file itself is asked. */
    private Map<String, Object> read(Path file) throws IOException {
        return ConfigurationFile.at(file, context).read();
    }

    private void deleted(String pid) throws IOException {
        var before = known.remove(pid);
        if (before != null && isOurs()) {
            Files.deleteIfExists(before.file());
        }
    }

    /** Other formats than {@code .cfg} are not written, nor are files from which a configuration of ours should not have been read. */
    private static Optional<Path> file(String pid, Map<String, Object> values) {
        return ConfigurationFile.of(values)
                .filter(file ->
                        file.toString().endsWith(pid.startsWith(ConfigValidator.PREFIX) ? "/" + pid + ".cfg" : ".cfg"));
    }

    private boolean isOurs() {
        return !FileInstall.writesBack(context) && !FileInstall.isCaller();
    }

    private Configuration[] list(String filter) throws IOException, InvalidSyntaxException {
        var found = configurations.listConfigurations(filter);
        return found == null ? new Configuration[0] : found;
    }
}
