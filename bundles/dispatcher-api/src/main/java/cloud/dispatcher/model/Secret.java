package cloud.dispatcher.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A value that is never shown: it prints as {@code ***}. Only code that has to send or encrypt it calls {@link #reveal()} or
 * {@link #bytes()}.
 */
public final class Secret {
    private final byte[] value;

    public Secret(String value) {
        this(value.getBytes(UTF_8));
    }

    /** A secret that need not be text, such as user data compressed with gzip. */
    public Secret(byte[] value) {
        this.value = value.clone();
    }

    /** The value in clear, read as UTF-8. Never hand it to a log, an event, an error or a fact. */
    public String reveal() {
        return new String(value, UTF_8);
    }

    /** The value in clear, byte for byte, to be handled like {@link #reveal()}. */
    public byte[] bytes() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(secret.value, value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
