package cloud.dispatcher.model;

import java.util.Objects;

/** A value that is never shown: it prints as {@code ***}. Only who has to send or encrypt it calls {@link #reveal()}. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The value in clear. Never hand it to a log, an event, an error or a fact. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
