package cloud.dispatcher.control.command;

import cloud.dispatcher.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * One key of a file in etc/, as it is shown.
 *
 * @param value what counts; what is written where nobody can tell
 * @param from where the value is from
 * @param allowed what may be written; empty where nobody tells
 */
record ConfigRow(
        String pid, String key, String value, String standard, String from, String allowed, String description) {
    static final String PREFIX = "cloud.dispatcher.";

    private static final String SECRET = "***";

    /** A key that is described. */
    static ConfigRow of(String pid, AttributeDefinition described, @Nullable ConfigValue value) {
        boolean isSecret = described.getType() == AttributeDefinition.PASSWORD;
        var fallback = described.getDefaultValue();
        var standard = fallback == null || fallback.length == 0 ? "" : fallback[0].replaceFirst("[.]0$", "");
        var shown = value == null ? "" : shown(value);
        return new ConfigRow(
                pid,
                described.getID(),
                isSecret && !shown.isEmpty() ? SECRET : shown,
                standard,
                value == null
                        ? "not read"
                        : from(value, isSecret ? SECRET : value.written() == null ? standard : value.written()),
                value == null || value.allowed() == null ? "" : value.allowed(),
                described.getDescription());
    }

    /** A key that nobody knows. What it was meant for may be a secret. */
    static ConfigRow unknown(String pid, ConfigValue value) {
        return new ConfigRow(pid, value.key(), "", "", from(value, SECRET), "", "");
    }

    private static String shown(ConfigValue value) {
        if (value.counts() != null) {
            return value.counts();
        }
        return value.written() == null ? "" : value.written();
    }

    private static String from(ConfigValue value, String written) {
        return switch (value.source()) {
            case DEFAULT -> "default";
            case FILE -> "file";
            case REFUSED ->
                ("refused: " + written + (value.why() == null ? "" : " (" + value.why() + ")"))
                        .replaceAll("\\p{Cntrl}", "?");
            case UNKNOWN -> value.meant() == null ? "no such key" : "no such key; is " + value.meant() + " meant?";
            case UNREAD -> "not read";
        };
    }

    /** {@code http.port}. */
    String name() {
        return pid.substring(PREFIX.length()) + "." + key;
    }

    /** Whether it is what somebody asks for by a piece of its name. */
    boolean matches(String filter) {
        return name().contains(filter) || pid.contains(filter);
    }
}
