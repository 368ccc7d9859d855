package cloud.dispatcher.http;

import cloud.dispatcher.api.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and the private key of a port, PEM files that are read again when they change. New ones serve the connections that are
 * made from then on; files that cannot be used, or do not belong together yet, leave the old ones in use.
 */
final class CertificateFiles extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration HSTS = Duration.ofDays(365);
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final Scheduler scheduler;
    private final Path certificate;
    private final Path keyFile;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private String seen;

    private CertificateFiles(Settings.Tls files, Scheduler scheduler) throws StartException {
        this.scheduler = scheduler;
        this.certificate = Settings.file(files.certificate());
        this.keyFile = Settings.file(files.key());
        try {
            seen = stamp();
            if (files.certificate().isEmpty() || files.key().isEmpty()) {
                throw new GeneralSecurityException("only one of its two files is configured");
            }
            context.setKeyStore(read());
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    "TLS cannot be served: " + reason(e) + "; set tls.certificate and tls.key in etc/" + Settings.PID
                            + ".cfg, or neither to serve plain HTTP",
                    e);
        }
        context.setKeyStorePassword("");
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.setSniRequired(false);
    }

    /**
     * A connector that speaks TLS only, not started.
     *
     * @throws StartException when the files cannot be used: nothing is served in clear instead
     */
    static ServerConnector connector(Server server, HttpConfiguration http, Settings.Tls tls) throws StartException {
        var certificate = new CertificateFiles(tls, server.getScheduler());
        // any name and address is answered: who may be asked for what is not a matter of names here
        var secure = new SecureRequestCustomizer(false);
        if (tls.hsts()) {
            secure.setStsMaxAge(HSTS.toSeconds());
        }
        http.addCustomizer(secure);
        var plain = new HttpConnectionFactory(http);
        var connector = new ServerConnector(
                server, 1, -1, new SslConnectionFactory(certificate.context, plain.getProtocol()), plain);
        connector.addBean(certificate);
        return connector;
    }

    @Override
    protected void doStart() {
        scheduler.schedule(this::look, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isStarted()) {
            return;
        }
        var now = stamp();
        if (!now.equals(seen)) {
            seen = now;
            reload();
        }
        doStart();
    }

    private void reload() {
        try {
            var store = read();
            context.reload(changed -> changed.setKeyStore(store));
            LOG.info("The certificate in {} is used for new connections.", certificate);
        } catch (Exception e) { // of Jetty: it declares no less
            LOG.error("The new certificate cannot be used: {}. The one from before stays.", reason(e));
        }
    }

    /** Other where a file is another. */
    private String stamp() {
        return stamp(certificate) + stamp(keyFile);
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file) + " " + file.toRealPath() + " ";
        } catch (IOException e) {
            return "none ";
        }
    }

    private KeyStore read() throws IOException, GeneralSecurityException {
        var chain = chain(certificate);
        var key = key(keyFile);
        var name = signature(key);
        var signature = Signature.getInstance(name); // proves that they belong together
        signature.initSign(key);
        signature.update(new byte[1]);
        var signed = signature.sign();
        if (!chain[0].getPublicKey().getAlgorithm().equals(key.getAlgorithm()) || !isBy(chain[0], name, signed)) {
            throw new GeneralSecurityException(
                    "the key in " + keyFile + " is not that of the certificate in " + certificate);
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("port", key, new char[0], chain);
        return store;
    }

    private static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
    }

    private static boolean isBy(Certificate certificate, String name, byte[] signed) throws GeneralSecurityException {
        var signature = Signature.getInstance(name);
        signature.initVerify(certificate.getPublicKey());
        signature.update(new byte[1]);
        return signature.verify(signed);
    }

    private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
        var chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                .toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw new GeneralSecurityException("there is no certificate in " + file);
        }
        try {
            ((X509Certificate) chain[0]).checkValidity();
        } catch (CertificateException e) { // encrypted all the same: better than a port that is gone
            LOG.error("The certificate in {} is not valid now, so clients refuse it: {}.", file, e.getMessage());
        }
        return chain;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var found = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new GeneralSecurityException("there is no unencrypted PKCS#8 key (BEGIN PRIVATE KEY) in " + file
                    + "; openssl pkcs8 -topk8 -nocrypt -in " + file + " writes one");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        GeneralSecurityException last = null;
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                last = e; // it is of another kind
            }
        }
        throw new GeneralSecurityException("the key in " + file + " is neither RSA, EC nor EdDSA", last);
    }

    private static String reason(Exception failure) {
        return failure instanceof FileSystemException file
                ? file.getFile() + " cannot be read" + (file.getReason() == null ? "" : ", " + file.getReason())
                : String.valueOf(failure.getMessage());
    }
}
