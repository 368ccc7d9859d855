package cloud.dispatcher.control.etc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What the installed components declare of their configurations with {@code @AttributeDefinition}. It is read with Felix's reader, because
 * the service of OSGi Metatype does not tell limits.
 */
final class ConfigDeclarations {
    private static final String FOLDER = "OSGI-INF/metatype";

    private final BundleContext context;

    ConfigDeclarations(BundleContext context) {
        this.context = context;
    }

    /** By PID. */
    Map<String, Map<String, ConfigKey>> all() {
        var all = new TreeMap<String, Map<String, ConfigKey>>();
        for (var bundle : context.getBundles()) {
            all.putAll(of(bundle));
        }
        return all;
    }

    Optional<Map<String, ConfigKey>> of(String pid, Bundle bundle) {
        return Optional.ofNullable(of(bundle).get(pid));
    }

    private static Map<String, Map<String, ConfigKey>> of(Bundle bundle) {
        var files = bundle.getState() == Bundle.UNINSTALLED
                        || !String.valueOf(bundle.getSymbolicName()).startsWith("dispatcher-")
                ? Collections.<URL>emptyEnumeration()
                : bundle.findEntries(FOLDER, "*.xml", false);
        var declared = new TreeMap<String, Map<String, ConfigKey>>();
        while (files != null && files.hasMoreElements()) {
            declared.putAll(read(files.nextElement()));
        }
        return declared;
    }

    /** What a file of a bundle declares, by PID; the keys in the order of their declaration. */
    @SuppressWarnings("unchecked") // Felix's reader has no generics
    static Map<String, Map<String, ConfigKey>> read(URL file) {
        try {
            var found = new MetaDataReader().parse(file);
            var declared = new TreeMap<String, Map<String, ConfigKey>>();
            for (var designate : (Collection<Designate>) found.getDesignates()) {
                var type = Objects.requireNonNull((OCD) found.getObjectClassDefinitions()
                        .get(designate.getObject().getOcdRef()));
                var keys = new LinkedHashMap<String, ConfigKey>();
                ((Map<String, AD>) type.getAttributeDefinitions())
                        .forEach((key, declaration) -> keys.put(key, new ConfigKey(declaration)));
                declared.put(designate.getPid(), keys);
            }
            return declared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
