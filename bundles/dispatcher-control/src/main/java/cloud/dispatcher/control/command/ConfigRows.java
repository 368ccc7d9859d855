package cloud.dispatcher.control.command;

import static cloud.dispatcher.control.command.ConfigRow.PREFIX;

import cloud.dispatcher.config.ConfigValue;
import cloud.dispatcher.config.Configured;
import cloud.dispatcher.control.etc.ConfigurationFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * Every key of our files. Which there are, the bundles describe (Metatype); what counts, the parts tell themselves ({@link Configured}). Of
 * a part that is not there, what is written is shown.
 */
final class ConfigRows {
    private final BundleContext context;
    private final MetaTypeService types;
    private final ConfigurationAdmin files;

    ConfigRows(BundleContext context, MetaTypeService types, ConfigurationAdmin files) {
        this.context = context;
        this.types = types;
        this.files = files;
    }

    /** By file, and within it as the part describes them. */
    List<ConfigRow> all() {
        var written = written();
        var counting = counting();
        var described = described();
        written.keySet().forEach(pid -> described.putIfAbsent(pid, Map.of()));
        var rows = new ArrayList<ConfigRow>();
        described.forEach((pid, keys) -> {
            var values = counting.getOrDefault(pid, written.getOrDefault(pid, Map.of()));
            keys.forEach((key, description) -> rows.add(ConfigRow.of(pid, description, values.get(key))));
            values.values().stream()
                    .filter(value -> !keys.containsKey(value.key()))
                    .forEach(value -> rows.add(ConfigRow.unknown(pid, value)));
        });
        return rows;
    }

    private Map<String, Map<String, AttributeDefinition>> described() {
        var described = new TreeMap<String, Map<String, AttributeDefinition>>();
        for (var bundle : context.getBundles()) {
            var type = types.getMetaTypeInformation(bundle);
            if (type != null) {
                Arrays.stream(type.getPids())
                        .filter(pid -> pid.startsWith(PREFIX))
                        .forEach(pid -> described.put(pid, keys(type.getObjectClassDefinition(pid, null))));
            }
        }
        return described;
    }

    private static Map<String, AttributeDefinition> keys(ObjectClassDefinition type) {
        var keys = new LinkedHashMap<String, AttributeDefinition>();
        for (var each : type.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
            keys.put(each.getID(), each);
        }
        return keys;
    }

    private Map<String, Map<String, ConfigValue>> counting() {
        try {
            var counting = new TreeMap<String, Map<String, ConfigValue>>();
            for (var reference : context.getServiceReferences(Configured.class, null)) {
                var part = context.getService(reference);
                if (part != null) {
                    var judged = part.configuration();
                    var values = new LinkedHashMap<String, ConfigValue>();
                    judged.values().forEach(value -> values.put(value.key(), value));
                    counting.put(judged.pid(), values);
                    context.ungetService(reference);
                }
            }
            return counting;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // there is no filter
        }
    }

    /** What the files say, for parts that cannot tell what counts. */
    private Map<String, Map<String, ConfigValue>> written() {
        try {
            var written = new TreeMap<String, Map<String, ConfigValue>>();
            var found = files.listConfigurations("(service.pid=" + PREFIX + "*)");
            for (var file : found == null ? new Configuration[0] : found) {
                var values = new TreeMap<String, ConfigValue>();
                ConfigurationFile.values(file).forEach((key, value) -> {
                    if (!key.contains(".")) {
                        values.put(
                                key,
                                new ConfigValue(
                                        key, String.valueOf(value), null, ConfigValue.Source.UNREAD, null, null, null));
                    }
                });
                written.put(file.getPid(), values);
            }
            return written;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the configuration cannot be read: " + e.getMessage(), e);
        }
    }
}
