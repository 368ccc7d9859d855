package cloud.dispatcher.control.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scripts that prepare each session of Karaf's shell; they hold its aliases. Karaf runs them only for its own console and ssh.
 *
 * @param etc the folder that the patterns are relative to
 * @param patterns file names, the last part with wildcards, between commas
 */
record InitScripts(Path etc, String patterns) {
    private static final Logger LOG = LoggerFactory.getLogger(InitScripts.class);

    /** A script that fails is left out. */
    void run(Session session) {
        for (var file : files()) {
            try {
                session.execute(Files.readString(file));
            } catch (Exception e) {
                LOG.warn("{} was left out of the session: {}", file, e.toString());
            }
        }
    }

    List<Path> files() {
        var files = new ArrayList<Path>();
        for (var pattern : patterns.split(",", -1)) {
            var path = etc.resolve(pattern.strip());
            var folder = path.getParent();
            if (!pattern.isBlank() && folder != null && Files.isDirectory(folder)) {
                files.addAll(matching(folder, path.getFileName().toString()));
            }
        }
        return files;
    }

    private static List<Path> matching(Path folder, String glob) {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(found::add);
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", folder, e.toString());
        }
        Collections.sort(found);
        return found;
    }
}
