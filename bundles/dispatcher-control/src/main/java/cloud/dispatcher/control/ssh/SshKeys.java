package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import cloud.dispatcher.control.file.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, once, the key of this container's ssh ({@code etc/host.key}) and the one that {@code bin/dispatcher console} comes in with
 * ({@code var/console.key}), both on the curve P-256: of all kinds Karaf takes RSA and this one. The second belongs to the container's user
 * and root, who can read it.
 */
@Component(service = SshKeys.class, immediate = true) // immediate: the keys are there before they are needed
public final class SshKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SshKeys.class);
    private static final String ROLES = "ssh,viewer,manager,admin,systembundles";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

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

    /**
     * Karaf would make one too, but only when the first client comes: too late for a client that wants to know it before. In PKCS #8, which
     * Karaf reads.
     */
    private static void makeHostKey(Path file) {
        try {
            if (!Files.exists(file)) {
                var encoded = PEM.encodeToString(generate().getPrivate().getEncoded());
                write(file, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
                LOG.info("The key of this container's ssh was made: {}.", file);
            }
        } catch (IOException | GeneralSecurityException e) {
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
            var key = publicPart(pending(pending));
            var user = Files.getOwner(pending).getName();
            var known = keys.of(user);
            if (known.isEmpty()) {
                keys.add(KeysFile.line(user, key, ROLES), "bin/dispatcher console, by var/console.key");
            } else if (!known.get().startsWith(key)) {
                Files.delete(pending);
                LOG.info(
                        "{} has a key of their own. For bin/dispatcher console put its private part into {}.",
                        user,
                        file);
                return;
            }
            Files.move(pending, file, ATOMIC_MOVE);
            LOG.info("The key of bin/dispatcher console was made: {}.", file);
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("bin/dispatcher console has no key and will not work until the next start: {}", e.toString());
        }
    }

    /** The key that an earlier start did not get to its place, or a new one. */
    private static KeyPair pending(Path file) throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                var left = SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, null);
                if (left != null) {
                    return left.iterator().next();
                }
            } catch (IOException | GeneralSecurityException e) {
                LOG.debug("{} is not whole and is made anew.", file, e);
            }
        }
        var made = generate();
        var text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, null, null, text);
        write(file, text.toString(US_ASCII));
        return made;
    }

    private static KeyPair generate() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** In base64, as it stands in {@code authorized_keys} behind its type. */
    private static String publicPart(KeyPair key) {
        return PublicKeyEntry.toString(key.getPublic()).split(" ")[1];
    }

    private static void write(Path file, String key) throws IOException {
        WholeFile.write(file, key.getBytes(US_ASCII), WholeFile.MINE);
    }
}
