package cloud.dispatcher.control.etc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
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
 * Keeps the configurations {@code cloud.dispatcher.*} to what their files in {@code etc} say. Config Admin persists configurations, so that
 * one counts on whose file was removed while the container was down. And File Install takes a name with a dash for one more instance
 * ({@code cloud.dispatcher.http-2026-11-01.cfg}): DS would configure the component with it instead of the real file.
 */
@Component(
        service = {SynchronousConfigurationListener.class, ConfigReconciler.class},
        immediate = true) // immediate: before the components of other bundles are configured
public final class ConfigReconciler implements SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReconciler.class);
    private static final String OURS = "(service.pid=" + ConfigValidator.PREFIX + "*)";

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final ConfigDeclarations declarations;
    private final Path etc = Path.of(System.getProperty("karaf.etc", "etc"));

    @Activate
    public ConfigReconciler(BundleContext context, @Reference ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
        this.declarations = new ConfigDeclarations(context);
    }

    @Activate
    void start() throws IOException, InvalidSyntaxException {
        for (var each : list(OURS)) {
            try {
                reconcile(each);
            } catch (IOException e) {
                LOG.error("The configuration {} may differ from its file: {}", each.getPid(), e.toString());
            }
        }
        var stray = strayFiles();
        if (!stray.isEmpty()) {
            LOG.warn(
                    "Not read in etc/: {}.",
                    stray.stream().map(StrayFile::toString).collect(Collectors.joining(", ")));
        }
    }

    /** Has every configuration delivered once more: to components that had it before {@link ConfigValidator} was there. */
    void deliverAgain() throws IOException, InvalidSyntaxException {
        for (var each : list(OURS)) {
            each.update(each.getProperties());
        }
    }

    private void reconcile(Configuration found) throws IOException {
        if (found.getFactoryPid() == null) {
            restore(found);
            return;
        }
        var name = fileName(found);
        if (name != null && (FileInstall.writesBack(context) || isJson(name))) {
            moveAside(name);
        }
        found.delete();
    }

    /** Makes it what its file says; where there is none, it says nothing, and the defaults are used. */
    private void restore(Configuration found) throws IOException {
        var file = file(found.getPid());
        var written = new Hashtable<String, Object>();
        try {
            written.putAll(ConfigurationFile.at(file, context).read());
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{} cannot be read: {}. The defaults are used.", file, e.toString());
        }
        written.put(FileInstall.FILE_NAME, file.toFile().toURI().toString());
        if (found.updateIfDifferent(written) && Files.notExists(file)) {
            LOG.info("{} is gone: the defaults are used.", file);
        }
    }

    /** Who brought a file deletes it with its configuration: a copy that a person keeps there has to be another file by then. */
    private static void moveAside(Path copy) throws IOException {
        if (Files.exists(copy)) {
            var aside = copy.resolveSibling(copy.getFileName() + ".ignored");
            if (Files.exists(aside)) {
                aside = copy.resolveSibling(copy.getFileName() + "." + System.currentTimeMillis() + ".ignored");
            }
            Files.move(copy, aside);
            LOG.warn("{} is not read; it was renamed to {}.", copy, aside.getFileName());
        }
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    /** On the thread that makes the change, and so before DS and File Install hear of it. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        var pid = event.getPid();
        if (!pid.startsWith(ConfigValidator.PREFIX)) {
            return;
        }
        try {
            if (event.getType() == ConfigurationEvent.CM_UPDATED) {
                updated(pid);
            } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
                deleted(pid);
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("The configuration {} may differ from its file until the next start: {}", pid, e.toString());
        }
    }

    private void updated(String pid) throws IOException, InvalidSyntaxException {
        for (var each : list("(service.pid=" + pid + ")")) {
            var name = fileName(each);
            boolean isElsewhere = name != null && !name.equals(file(pid));
            if (each.getFactoryPid() != null || isElsewhere) {
                LOG.warn(
                        "Not read in etc/: {}.",
                        name == null ? pid : stray(name.getFileName().toString()));
            }
            if (each.getFactoryPid() != null) {
                if (name != null && isJson(name)) {
                    moveAside(name);
                }
                each.delete(); // before File Install hears of the change: it keeps the file
            } else if (isElsewhere) {
                restore(each);
            }
        }
    }

    private String stray(String name) {
        return StrayFile.of(name, declarations.all().keySet())
                .map(StrayFile::toString)
                .orElse(name);
    }

    /** File Install takes a file in another format for the same configuration: it deletes that when the other file goes. */
    private void deleted(String pid) throws IOException {
        if (FileInstall.isCaller() && Files.exists(file(pid))) {
            restore(configurations.getConfiguration(pid, "?"));
        }
    }

    /** In {@code etc} as it is now. */
    public List<StrayFile> strayFiles() {
        try {
            return StrayFile.in(etc, declarations.all().keySet());
        } catch (IOException e) {
            throw new IllegalStateException("etc/ cannot be listed: " + e.getMessage(), e);
        }
    }

    private Path file(String pid) {
        return etc.resolve(pid + ".cfg").toAbsolutePath().normalize();
    }

    private static @Nullable Path fileName(Configuration found) {
        return ConfigurationFile.of(ConfigurationFile.values(found))
                .map(file -> file.toAbsolutePath().normalize())
                .orElse(null);
    }

    private Configuration[] list(String filter) throws IOException, InvalidSyntaxException {
        var found = configurations.listConfigurations(filter);
        return found == null ? new Configuration[0] : found;
    }
}
