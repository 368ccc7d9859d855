package cloud.dispatcher.http;

import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import cloud.dispatcher.http.rest.Rest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's token: 256 random bits, made at the first start, in a file that only the container's user can read. It is never
 * logged. Without it nobody is let in.
 */
@Component(service = AdminToken.class, immediate = true) // immediate: the token is there before the first request
public final class AdminToken implements Rest.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(AdminToken.class);
    private static final String ACTOR = "admin";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rw-------");

    private final Configuration configuration;
    private final Configuration.Listener listener = (before, now) -> changed(before.tokenFile(), now.tokenFile());
    private volatile byte @Nullable [] token;
    private String trouble = "";

    @Activate
    public AdminToken(@Reference Configuration configuration) {
        this.configuration = configuration;
    }

    @Activate
    void start() {
        load(configuration.settings().tokenFile());
        configuration.add(listener);
    }

    @Deactivate
    void stop() {
        configuration.remove(listener);
        configuration.canUse(Settings.TOKEN_FILE);
    }

    @Override
    public @Nullable String actor(String given) {
        var mine = token == null ? again() : token;
        // constant time: how long it takes tells nothing about how much was right
        return mine != null && MessageDigest.isEqual(mine, given.getBytes(StandardCharsets.UTF_8)) ? ACTOR : null;
    }

    private void changed(Path before, Path now) {
        if (!before.equals(now) && load(now)) {
            LOG.info("The administrator's token is from now on the one in {}, no more in {}.", now, before);
        }
    }

    /** What could not be used at the start may be there now: a disk has room again, somebody has put the file right. */
    private byte @Nullable [] again() {
        load(configuration.settings().tokenFile());
        return token;
    }

    private synchronized boolean load(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
                LOG.info("The administrator's token was made: it is in {}.", file);
            }
            token = read(file);
            trouble = "";
            configuration.canUse(Settings.TOKEN_FILE);
            return true;
        } catch (IOException e) {
            token = null;
            tell(file, reason(e));
            configuration.cannotUse(Settings.TOKEN_FILE, "", reason(e) + "; nobody is let in until it can");
            return false;
        }
    }

    /** Without the path where that can be: a colon behind the name of a token looks like a secret. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failure.toString();
    }

    /** Once for each reason, however often it is tried. */
    private void tell(Path file, String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.error(
                    "The administrator's token in {} cannot be used: {}. Nobody is let in until it can; it is tried again with each request.",
                    file,
                    why);
        }
    }

    private static byte[] read(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (text.length() < BYTES) {
            throw new IOException(
                    "it is shorter than " + BYTES + " characters; remove the file to have a new one made");
        }
        if (!MINE.containsAll(Files.getPosixFilePermissions(file))) {
            protect(file);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void protect(Path file) {
        try {
            Files.setPosixFilePermissions(file, MINE);
            LOG.warn("{} could be used by others; now it has mode 0600. Remove it to have a new token made.", file);
        } catch (IOException e) {
            LOG.warn("{} can be used by others. It should have mode 0600: chmod 600 {}", file, file);
        }
    }

    /** Whole or not at all: a start that is killed leaves no half of a token. */
    private static void make(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var part = Files.createTempFile(folder, "token", ".part", PosixFilePermissions.asFileAttribute(MINE));
        Files.writeString(part, text + "\n", StandardCharsets.US_ASCII, WRITE, DSYNC);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
