package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import cloud.dispatcher.control.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
                write(file, EcKey.generate());
                LOG.info("The key of this container's ssh was made: {}.", file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}. There is no ssh until it can.", file, e.toString());
        }
    }

    /**
     * A key whose line was taken out of the list stays shut out: it is told to Karaf only when it is made. It is in its place only after it
     * was told, so a start that is killed in between leaves one that the next start goes on with.
     */
    private static void makeConsoleKey(Path file, KeysFile keys) {
        if (Files.exists(file)) {
            return;
        }
        try {
            var pending = file.resolveSibling(file.getFileName() + ".new");
            var key = pending(pending);
            var user = Files.getOwner(pending).getName();
            var known = keys.of(user);
            if (known.isEmpty()) {
                keys.add(KeysFile.line(user, key.publicPart(), ROLES), "bin/dispatcher console, by var/console.key");
            } else if (!known.get().startsWith(key.publicPart())) {
                Files.delete(pending);
                LOG.info(
                        "{} has a key of their own. For bin/dispatcher console put its private part into {}.",
                        user,
                        file);
                return;
            }
            Files.move(pending, file, ATOMIC_MOVE);
            LOG.info("The key of bin/dispatcher console was made: {}.", file);
        } catch (IOException e) {
            LOG.warn("bin/dispatcher console has no key and will not work until the next start: {}", e.toString());
        }
    }

    /** The key that an earlier start did not get to its place, or a new one. */
    private static EcKey pending(Path file) throws IOException {
        var left = Files.exists(file) ? EcKey.of(Files.readString(file)) : Optional.<EcKey>empty();
        if (left.isPresent()) {
            return left.get();
        }
        var made = EcKey.generate();
        write(file, made);
        return made;
    }

    private static void write(Path file, EcKey key) throws IOException {
        WholeFile.write(file, key.privatePem().getBytes(US_ASCII), WholeFile.MINE);
    }
}
