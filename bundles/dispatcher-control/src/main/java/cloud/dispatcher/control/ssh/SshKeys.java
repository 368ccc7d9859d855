package cloud.dispatcher.control.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, once, the key of this container's ssh ({@code etc/host.key}) and the one that {@code bin/dispatcher console} comes in with
 * ({@code var/console.key}). The second belongs to whoever can read it: the container's user and root.
 */
@Component(service = SshKeys.class, immediate = true) // immediate: the keys are there before they are needed
public final class SshKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SshKeys.class);
    private static final String ROLES = "ssh,viewer,manager,admin,systembundles";

    private final Path etc;
    private final Path var;

    @Activate
    public SshKeys() {
        this(Path.of(System.getProperty("karaf.base", ".")));
    }

    SshKeys(Path base) {
        etc = Path.of(System.getProperty("karaf.etc", base.resolve("etc").toString()));
        var = base.resolve("var");
    }

    @Activate
    void make() {
        makeHostKey(etc.resolve("host.key"));
        makeConsoleKey(var.resolve("console.key"), new KeysFile(etc.resolve("keys.properties")));
    }

    /** Karaf would make one too, but only when the first client comes: too late for a client that wants to know it before. */
    private static void makeHostKey(Path file) {
        try {
            if (!Files.exists(file)) {
                ClosedFile.write(file, EcKey.generate().privatePem());
                LOG.info("The key of this container's ssh was made: {}.", file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}. There is no ssh until it can.", file, e.toString());
        }
    }

    /** A key whose line was taken out of the list stays shut out: it is told to Karaf only when it is made. */
    private static void makeConsoleKey(Path file, KeysFile keys) {
        if (Files.exists(file)) {
            return;
        }
        try {
            var key = EcKey.generate();
            ClosedFile.write(file, key.privatePem());
            if (tell(keys, Files.getOwner(file).getName(), key, file)) {
                LOG.info("The key of bin/dispatcher console was made: {}.", file);
            }
        } catch (IOException e) {
            LOG.warn("bin/dispatcher console has no key and will not work until the next start: {}", e.toString());
        }
    }

    private static boolean tell(KeysFile keys, String user, EcKey key, Path file) throws IOException {
        boolean told = false;
        try {
            if (keys.knows(user)) {
                LOG.info(
                        "{} has a key of their own. For bin/dispatcher console put its private part into {}.",
                        user,
                        file);
            } else {
                keys.add(KeysFile.line(user, key.publicPart(), ROLES), "bin/dispatcher console, by var/console.key");
                told = true;
            }
        } finally {
            if (!told) {
                Files.delete(file); // a key that opens nothing would bar the next start from making one that does
            }
        }
        return told;
    }
}
