package cloud.dispatcher.control.etc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import cloud.dispatcher.control.file.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.felix.utils.properties.InterpolationHelper;
import org.apache.felix.utils.properties.TypedProperties;
import org.apache.felix.utils.properties.TypedProperties.SubstitutionCallback;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A {@code .cfg} in {@code etc}, written as File Install reads it: comments, order, variables and what did not change stay as they are. */
public final class ConfigurationFile {
    /** What a configuration has and its file has not. */
    private static final Set<String> UNWRITTEN =
            Set.of(FileInstall.FILE_NAME, Constants.SERVICE_PID, ConfigurationAdmin.SERVICE_FACTORYPID);

    private final Path file;
    private final SubstitutionCallback variables;

    /** @param variables what {@code ${…}} stands for */
    ConfigurationFile(Path file, SubstitutionCallback variables) {
        this.file = file;
        this.variables = variables;
    }

    /** What a configuration says; nothing while it is only a name. */
    public static Map<String, Object> values(Configuration configuration) {
        var properties = configuration.getProperties();
        return properties == null ? Map.of() : values(properties);
    }

    static Map<String, Object> values(Dictionary<String, Object> properties) {
        return Collections.list(properties.keys()).stream()
                .collect(Collectors.toMap(Function.identity(), properties::get));
    }

    /** The file that a configuration is read from; empty where it has none. */
    static Optional<Path> of(Map<String, Object> values) {
        var name = String.valueOf(values.get(FileInstall.FILE_NAME));
        return name.startsWith("file:") ? Optional.of(Path.of(URI.create(name))) : Optional.empty();
    }

    static ConfigurationFile at(Path file, BundleContext context) {
        var variables = new InterpolationHelper.BundleContextSubstitutionCallback(context);
        return new ConfigurationFile(file, (name, key, value) -> variables.getValue(value));
    }

    /** What the file says; nothing where there is none. */
    Map<String, Object> read() throws IOException {
        return Map.copyOf(properties());
    }

    private TypedProperties properties() throws IOException {
        var properties = new TypedProperties(variables);
        if (Files.notExists(file)) {
            return properties;
        }
        try (var reader = Files.newBufferedReader(file, ISO_8859_1)) {
            properties.load(reader);
        }
        return properties;
    }

    /**
     * Makes in the file what was made in the configuration. What else the file says stays, although the configuration may not know it
     * yet. A reader of the file sees all of the old or all of the new at any time.
     *
     * @return whether it had to be written
     * @throws IOException the file is as it was
     */
    boolean save(Map<String, Object> before, Map<String, Object> after) throws IOException {
        var properties = properties();
        boolean isChanged = false;
        for (var key : before.keySet()) {
            if (!after.containsKey(key)) {
                isChanged |= properties.remove(key) != null;
            }
        }
        for (var each : after.entrySet()) {
            var key = each.getKey();
            if (!UNWRITTEN.contains(key)
                    && !Objects.deepEquals(each.getValue(), before.get(key))
                    && !Objects.deepEquals(each.getValue(), properties.get(key))) {
                properties.put(key, each.getValue());
                isChanged = true;
            }
        }
        if (isChanged) {
            var bytes = new ByteArrayOutputStream();
            properties.save(bytes);
            if (Files.exists(file)) {
                var target = file.toRealPath(); // a link stays one
                WholeFile.write(target, bytes.toByteArray(), Files.getPosixFilePermissions(target));
            } else {
                WholeFile.write(file, bytes.toByteArray(), WholeFile.MINE);
            }
        }
        return isChanged;
    }
}
