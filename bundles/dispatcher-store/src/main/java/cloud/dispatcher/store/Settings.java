package cloud.dispatcher.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration. A bad value is refused in one line, and what was there stays. */
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private Settings() {}

    /** {@code var} in the container's home. */
    static Path standard() {
        return Path.of(System.getProperty("karaf.base", "."), "var")
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Where the store lies.
     *
     * @param before what stays when the text is not an absolute path; empty text means {@link #standard}
     */
    static Path directory(String text, Path before) {
        if (text.isBlank()) {
            return standard();
        }
        var path = path(text.strip());
        if (path == null) {
            LOG.error(
                    "etc/{}.cfg: directory = {} is refused, {} stays. Allowed is the absolute path of a directory.",
                    StoreComponent.PID,
                    text,
                    before);
            return before;
        }
        return path;
    }

    private static @Nullable Path path(String text) {
        try {
            var path = Path.of(text);
            return path.isAbsolute() ? path.normalize() : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
