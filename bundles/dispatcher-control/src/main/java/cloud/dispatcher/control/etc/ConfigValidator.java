package cloud.dispatcher.control.etc;

import cloud.dispatcher.model.ConfigReporter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates what is configured for our components against their declarations, before they get it. A component never sees a value that its
 * {@code @interface Config} does not allow: in place of a bad one it gets what was effective before, at the first start the default. What
 * is wrong is logged, a line for each value.
 *
 * <p>It should be there before the components are: its bundle has a lower start level than theirs. What was delivered before is delivered
 * again; without it they get what is written.
 */
@Component(
        service = {ConfigurationPlugin.class, ConfigurationListener.class, ConfigValidator.class},
        property = ConfigurationPlugin.CM_RANKING + ":Integer=1000", // after those that set values
        immediate = true) // immediate: it remembers what is effective
public final class ConfigValidator implements ConfigurationPlugin, ConfigurationListener {
    /** Of our PIDs. */
    static final String PREFIX = "cloud.dispatcher.";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigValidator.class);

    private final ConfigReconciler files;
    private final Booted booted;
    private final ConfigDeclarations declarations;
    private final Set<ConfigReporter> reporters = new CopyOnWriteArraySet<>();

    /** By PID. */
    private final Map<String, ConfigValidation> current = new HashMap<>();

    /** @param files has made the configurations what the files say, before they are validated */
    @Activate
    public ConfigValidator(ComponentContext component, @Reference ConfigReconciler files) {
        this.files = files;
        booted = new Booted(component.getBundleContext(), () -> component.enableComponent(null)); // all of them
        declarations = new ConfigDeclarations(component.getBundleContext());
    }

    /** The other bundles start after this one. What works for them begins once they are there: it is enabled then. */
    @Activate
    void start() throws IOException, InvalidSyntaxException {
        files.deliverAgain(); // DS has configured the components of this bundle already
        booted.open();
    }

    @Deactivate
    void stop() {
        booted.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReporter(ConfigReporter reporter) {
        reporters.add(reporter);
    }

    void removeReporter(ConfigReporter reporter) {
        reporters.remove(reporter);
    }

    /** On the thread that delivers it to a component. Others that read it ({@code config:list}) are shown what is written. */
    @Override
    public synchronized void modifyConfiguration(
            @Nullable ServiceReference<?> reader, Dictionary<String, Object> properties) {
        if (reader != null && properties.get(Constants.SERVICE_PID) instanceof String pid && pid.startsWith(PREFIX)) {
            declarations.of(pid, reader.getBundle()).ifPresent(keys -> validate(pid, keys, properties));
        }
    }

    private void validate(String pid, Map<String, ConfigKey> keys, Dictionary<String, Object> properties) {
        var known = current.get(pid);
        var before = known == null ? ConfigValidation.ofDefaults(pid, keys) : known;
        var now = before.next(keys, ConfigurationFile.values(properties));
        now.correct(properties);
        current.put(pid, now);
        if (known == null) {
            now.tellRefused("the default %s is used", LOG::error);
            now.tellUnknown(LOG::warn);
        } else if (!now.equals(before)) {
            now.tellRefused("%s stays", LOG::warn);
            now.tellUnknown(LOG::warn);
            var changes = now.changesSince(before);
            if (!changes.isEmpty()) {
                LOG.info("etc/{}.cfg: now {}.", pid, changes);
            }
        }
    }

    /** A configuration that was deleted is not delivered: its component goes by the defaults. */
    @Override
    public synchronized void configurationEvent(ConfigurationEvent event) {
        var pid = event.getPid();
        var before = current.get(pid);
        if (event.getType() != ConfigurationEvent.CM_DELETED || before == null) {
            return;
        }
        var keys = declarations.all().get(pid);
        if (keys != null) {
            var now = ConfigValidation.ofDefaults(pid, keys);
            var changes = now.changesSince(before);
            LOG.info("etc/{}.cfg is gone; the defaults are used{}.", pid, changes.isEmpty() ? "" : ": " + changes);
            current.put(pid, now);
        }
    }

    /** Every key of every installed component, by PID in the order of declaration, then the unknown keys. */
    public synchronized List<ConfigEntry> entries() {
        var entries = new ArrayList<ConfigEntry>();
        declarations
                .all()
                .forEach((pid, keys) -> Optional.ofNullable(current.get(pid))
                        .orElseGet(() -> ConfigValidation.ofDefaults(pid, keys))
                        .entries()
                        .forEach(entry -> entries.add(reported(entry))));
        return entries;
    }

    private ConfigEntry reported(ConfigEntry entry) {
        for (var reporter : reporters) {
            var problems = reporter.configProblems();
            var unusable = problems.unusable().get(entry.key());
            if (unusable != null && problems.pid().equals(entry.pid())) {
                return entry.with(unusable);
            }
        }
        return entry;
    }
}
