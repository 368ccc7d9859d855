package cloud.dispatcher.control.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A key pair on the curve P-256, in the forms that OpenSSH and Karaf's ssh both read. Of all kinds Karaf takes RSA and this one. */
final class EcKey {
    private static final int WIDTH = 32;

    // ECPrivateKey of RFC 5915 in DER; on this one curve its parts have fixed lengths.
    private static final byte[] BEFORE_PRIVATE = HexFormat.of().parseHex("30770201010420");
    private static final byte[] BEFORE_PUBLIC = HexFormat.of().parseHex("a00a06082a8648ce3d030107a144034200");

    private final byte[] secret;
    private final byte[] point;

    private EcKey(KeyPair pair) {
        secret = fixed(((ECPrivateKey) pair.getPrivate()).getS());
        var w = ((ECPublicKey) pair.getPublic()).getW();
        // uncompressed, SEC 1, 2.3.3
        point = ByteBuffer.allocate(1 + 2 * WIDTH)
                .put((byte) 4)
                .put(fixed(w.getAffineX()))
                .put(fixed(w.getAffineY()))
                .array();
    }

    private EcKey(byte[] secret, byte[] point) {
        this.secret = secret;
        this.point = point;
    }

    /** What {@link #privatePem} wrote; empty where it is anything else. */
    static Optional<EcKey> of(String pem) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException cut) {
            return Optional.empty();
        }
        int at = BEFORE_PRIVATE.length;
        int end = at + WIDTH + BEFORE_PUBLIC.length;
        if (der.length <= end) {
            return Optional.empty();
        }
        var key = new EcKey(Arrays.copyOfRange(der, at, at + WIDTH), Arrays.copyOfRange(der, end, der.length));
        return Optional.of(key).filter(same -> same.privatePem().equals(pem));
    }

    static EcKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new EcKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no P-256.", e);
        }
    }

    /** The private key, unencrypted, as {@code ssh-keygen -m PEM} writes it. */
    String privatePem() {
        var der = new ByteArrayOutputStream();
        der.writeBytes(BEFORE_PRIVATE);
        der.writeBytes(secret);
        der.writeBytes(BEFORE_PUBLIC);
        der.writeBytes(point);
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toByteArray());
        return "-----BEGIN EC PRIVATE KEY-----\n" + lines + "\n-----END EC PRIVATE KEY-----\n";
    }

    /** The public key (RFC 5656, 3.1) in base64, as it stands in {@code authorized_keys} behind its type. */
    String publicPart() {
        var blob = new ByteArrayOutputStream();
        write(blob, "ecdsa-sha2-nistp256".getBytes(US_ASCII));
        write(blob, "nistp256".getBytes(US_ASCII));
        write(blob, point);
        return Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    /** RFC 4251, 5: string. */
    private static void write(ByteArrayOutputStream out, byte[] string) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(string.length).array());
        out.writeBytes(string);
    }

    private static byte[] fixed(BigInteger number) {
        var bytes =
                number.toByteArray(); // with a leading zero where the highest bit is set, and shorter where bytes are
        // zero
        var fixed = new byte[WIDTH];
        int length = Math.min(bytes.length, WIDTH);
        System.arraycopy(bytes, bytes.length - length, fixed, WIDTH - length, length);
        return fixed;
    }
}
