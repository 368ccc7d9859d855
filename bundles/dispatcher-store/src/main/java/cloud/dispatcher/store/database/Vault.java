package cloud.dispatcher.store.database;

import cloud.dispatcher.state.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM and makes fingerprints with HMAC-SHA-256. What was sealed for one owner does not open for another.
 * For any number of threads.
 */
public final class Vault {
    /** Format, nonce, then ciphertext with tag. */
    private static final byte FORMAT = 1;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec seal;
    private final SecretKeySpec mac;
    private final SecureRandom random = new SecureRandom();

    private Vault(Keys keys) {
        seal = keys.seal();
        mac = keys.mac();
    }

    /**
     * Opens the one of this directory; its keys are made at the first start.
     *
     * @throws StoreException when the keys cannot be read, or are missing beside a database
     */
    public static Vault of(Path directory) {
        return new Vault(Keys.of(directory));
    }

    /**
     * Encrypts a secret.
     *
     * @param owner the id of what the secret belongs to
     */
    public byte[] seal(byte[] clear, String owner) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var text = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(clear);
            var sealed = new byte[1 + NONCE_BYTES + text.length];
            sealed[0] = FORMAT;
            System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
            System.arraycopy(text, 0, sealed, 1 + NONCE_BYTES, text.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not work in this Java", e);
        }
    }

    /** Encrypts a text as UTF-8. */
    public byte[] seal(String clear, String owner) {
        return seal(clear.getBytes(StandardCharsets.UTF_8), owner);
    }

    /**
     * Decrypts a secret of the same owner.
     *
     * @throws StoreException when it was sealed with another key or for another owner, or was changed
     */
    public byte[] openBytes(byte[] sealed, String owner) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
            throw new StoreException("A secret of " + owner + " was not sealed by this version of the store.");
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES), owner);
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "A secret of " + owner + " cannot be opened: it was sealed with another key than that in "
                            + Keys.FILE + ", or was changed.",
                    e);
        }
    }

    /** {@link #openBytes} of a text in UTF-8. */
    public String open(byte[] sealed, String owner) {
        return new String(openBytes(sealed, owner), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** HMAC-SHA-256 in hexadecimal. */
    public String mac(String text) {
        return mac(mac, text);
    }

    /** The same for the same two keys, and tells nothing of them. */
    String check() {
        var asMac = new SecretKeySpec(seal.getEncoded(), mac.getAlgorithm());
        return mac(mac, "check") + mac(asMac, "check");
    }

    private static String mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 does not work in this Java", e);
        }
    }
}
