package cloud.dispatcher.control;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scripts that prepare each session of Karaf's shell; they hold its aliases. Karaf runs them only for its own console and ssh. */
final class InitScripts {
    private static final Logger LOG = LoggerFactory.getLogger(InitScripts.class);

    private final Path etc;
    private final String patterns;

    /**
     * @param etc the folder that the patterns are relative to
     * @param patterns file names, the last part with wildcards, between commas
     */
    InitScripts(Path etc, String patterns) {
        this.etc = etc;
        this.patterns = patterns;
    }

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
            if (!pattern.isBlank()) {
                files.addAll(matching(etc.resolve(pattern.strip())));
            }
        }
        return files;
    }

    private static List<Path> matching(Path pattern) {
        var found = new ArrayList<Path>();
        var folder = pattern.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(folder, pattern.getFileName().toString())) {
            stream.forEach(found::add);
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", folder, e.toString());
        }
        Collections.sort(found);
        return found;
    }
}
