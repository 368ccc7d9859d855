package cloud.dispatcher.control.etc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.felix.utils.properties.TypedProperties;
import org.apache.felix.utils.properties.TypedProperties.SubstitutionCallback;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A {@code .cfg} in {@code etc}, written as File Install reads it: comments, order, variables and what did not change stay as they are. */
final class ConfigurationFile {
    /** Names, in a configuration, the file that it is read from. */
    static final String NAME = "felix.fileinstall.filename";

    /** What a configuration has and its file has not. */
    private static final Set<String> UNWRITTEN =
            Set.of(NAME, Constants.SERVICE_PID, ConfigurationAdmin.SERVICE_FACTORYPID);

    private final Path file;
    private final SubstitutionCallback variables;

    /** @param variables what {@code ${…}} stands for */
    ConfigurationFile(Path file, SubstitutionCallback variables) {
        this.file = file;
        this.variables = variables;
    }

    /** What a configuration says; nothing while it is only a name. */
    static Map<String, Object> values(Configuration configuration) {
        var properties = configuration.getProperties();
        return properties == null
                ? Map.of()
                : Collections.list(properties.keys()).stream()
                        .collect(Collectors.toMap(Function.identity(), properties::get));
    }

    /**
     * Makes the file say these values. Whoever reads it meanwhile sees all of the old or all of the new.
     *
     * @return whether it had to be written
     * @throws IOException the file is as it was
     */
    boolean save(Map<String, Object> values) throws IOException {
        var properties = new TypedProperties(variables);
        try (var reader = Files.newBufferedReader(file, ISO_8859_1)) {
            properties.load(reader);
        }
        var gone = properties.keySet().stream()
                .filter(key -> !values.containsKey(key) && !UNWRITTEN.contains(key))
                .toList();
        var changed = values.entrySet().stream()
                .filter(each -> !UNWRITTEN.contains(each.getKey()))
                .filter(each -> !Objects.deepEquals(each.getValue(), properties.get(each.getKey())))
                .toList();
        if (gone.isEmpty() && changed.isEmpty()) {
            return false;
        }
        gone.forEach(properties::remove);
        changed.forEach(each -> properties.put(each.getKey(), each.getValue()));
        replace(properties);
        return true;
    }

    private void replace(TypedProperties properties) throws IOException {
        var target = file.toRealPath(); // a link stays one
        var same = PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(target));
        var part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part", same);
        try {
            try (var writer = Files.newBufferedWriter(part, ISO_8859_1)) {
                properties.save(writer);
            }
            try (var channel = FileChannel.open(part, READ, WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
