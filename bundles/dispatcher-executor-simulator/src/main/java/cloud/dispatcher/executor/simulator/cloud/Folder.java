package cloud.dispatcher.executor.simulator.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the truth is kept, as it is configured. */
final class Folder {
    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);
    private static final String DEFAULT = "var/simulator";

    private Folder() {}

    /** The configured folder, made if need be; one that cannot be written is refused in a line of the log, and the default is taken. */
    static Path of(String configured) {
        var base = Path.of(System.getProperty("karaf.base", "."));
        try {
            var folder = base.resolve(configured.strip());
            Files.createDirectories(folder);
            if (!configured.isBlank() && Files.isWritable(folder)) {
                return folder;
            }
            refuse(configured, "it cannot be written");
        } catch (IOException | InvalidPathException e) {
            refuse(configured, e.toString());
        }
        return base.resolve(DEFAULT);
    }

    private static void refuse(String configured, String why) {
        LOG.error(
                "etc/{}.cfg: folder = {} is not a folder that can be made and written ({}); {} is taken.",
                SimulatedCloud.PID,
                configured,
                why,
                DEFAULT);
    }
}
