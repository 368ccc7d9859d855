package cloud.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.dispatcher.api.StartException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The port with TLS. */
@Timeout(180) // keytool is a JVM of its own each time
final class TlsTest {
    @TempDir
    private Path folder;

    private Served api;

    @AfterEach
    void close() {
        api.close();
    }

    /** Writes a new certificate and its key. */
    private void write(String name, String keyAlgorithm) throws Exception {
        var store = folder.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        keyAlgorithm,
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate("x").getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey("x", "secret".toCharArray()).getEncoded());
    }

    private void pem(String file, String type, byte[] bytes) throws Exception {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    private void copy(String from, String to) throws Exception {
        var file = folder.resolve(to);
        Files.writeString(file, Files.readString(folder.resolve(from)));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(System.nanoTime() % 1_000_000)));
    }

    private Settings with(Settings usual, boolean hsts) {
        return new Settings(
                0,
                usual.host(),
                usual.bodyBytes(),
                usual.headerBytes(),
                usual.connections(),
                usual.idle(),
                usual.streams(),
                usual.tokenFile(),
                100,
                List.of(),
                new Settings.Tls(
                        folder.resolve("port.crt").toString(),
                        folder.resolve("port.key").toString(),
                        hsts));
    }

    private static SSLContext anyCertificate() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }

    private int number() {
        return Integer.parseInt(api.port.summary().replaceAll("answers on 127.0.0.1:(\\d+) with TLS.*", "$1"));
    }

    private SSLSocket connect() throws Exception {
        return (SSLSocket) anyCertificate().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), number());
    }

    /** Whose certificate is shown on a new connection. */
    private String shown() throws Exception {
        try (var socket = connect()) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private void awaitShown(String name) throws Exception {
        while (!shown().equals(name)) {
            assertThat(Thread.interrupted()).as("took too long").isFalse();
        }
    }

    private String ask(SSLSocket socket) throws Exception {
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
        return new String(socket.getInputStream().readAllBytes());
    }

    @Test
    void it_answers_with_the_certificate_and_takes_over_a_new_one_but_no_bad_one() throws Exception {
        write("port", "RSA");
        write("next", "EC");
        api = Served.open(usual -> with(usual, false));
        assertThat(shown()).isEqualTo("CN=port");
        try (var before = connect()) {
            copy("next.crt", "port.crt"); // its key has not come yet
            copy("next.key", "port.key");
            awaitShown("CN=next");
            assertThat(ask(before)).startsWith("HTTP/1.1 200").doesNotContain("Strict-Transport-Security");
        }
        write("other", "RSA");
        copy("other.crt", "port.crt");
        assertThat(shown()).isEqualTo("CN=next");
        copy("other.key", "port.key");
        awaitShown("CN=other");
    }

    @Test
    void no_old_protocol_is_spoken_and_hsts_is_told_where_it_is_wished() throws Exception {
        write("port", "EC");
        api = Served.open(usual -> with(usual, true));
        try (var socket = connect()) {
            assertThat(ask(socket)).contains("Strict-Transport-Security: max-age=31536000");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (var socket = connect()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void a_certificate_that_cannot_be_used_opens_no_port_at_all() throws Exception {
        api = Served.closed(usual -> with(usual, false));
        assertThatThrownBy(api.port::open)
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("TLS cannot be served: ", "port.crt", "etc/cloud.dispatcher.http.cfg");
        write("port", "RSA");
        write("other", "RSA");
        copy("other.key", "port.key");
        assertThatThrownBy(api.port::open).hasMessageContaining("is not that of the certificate in");
        Files.writeString(folder.resolve("port.key"), "-----BEGIN RSA PRIVATE KEY-----\n");
        assertThatThrownBy(api.port::open).hasMessageContaining("openssl pkcs8 -topk8");
        assertThat(api.port.summary()).isEmpty();
    }
}
