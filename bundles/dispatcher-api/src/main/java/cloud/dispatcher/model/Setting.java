package cloud.dispatcher.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of an account.
 *
 * @param description what it means, its unit, and what is allowed, for people
 * @param fallback its value where the account names none; null for a setting that must be given
 * @param allowed the values that are allowed; empty when {@code type} is the only limit
 * @param change whether it may change while the account has servers or open operations (a region or an endpoint may not)
 */
public record Setting(
        String name,
        Type type,
        String description,
        @Nullable String fallback,
        List<String> allowed,
        Change change) {

    /** How the text is read. */
    public enum Type {
        TEXT,
        /** A whole number. */
        INTEGER,
        /** ISO 8601, {@code PT0.5S}. */
        DURATION,
        /** A decimal fraction, {@code 0.25}. */
        DECIMAL
    }

    /** When the setting may be changed. */
    public enum Change {
        ANY_TIME,
        WHILE_EMPTY
    }

    public Setting {
        allowed = List.copyOf(allowed);
    }

    /** A setting that must be given, of any text. */
    public static Setting required(String name, String description) {
        return new Setting(name, Type.TEXT, description, null, List.of(), Change.WHILE_EMPTY);
    }

    /** A setting with a default that may change at any time. */
    public static Setting optional(String name, Type type, String description, String fallback) {
        return new Setting(name, type, description, fallback, List.of(), Change.ANY_TIME);
    }
}
