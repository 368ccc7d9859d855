package cloud.dispatcher.control.etc;

import cloud.dispatcher.model.ConfigResult;
import java.util.Optional;

/**
 * One key of a configuration as it is now.
 *
 * @param value the effective one; empty of an unknown key
 * @param detail of a refused value what is written, of an unknown key what was probably meant
 * @param allowed for people
 */
public record ConfigEntry(
        String pid,
        String key,
        String value,
        String defaultValue,
        Source source,
        String detail,
        String allowed,
        String description) {

    /** Where the value is from. */
    public enum Source {
        DEFAULT("default"),
        FILE("file"),
        /** What is written cannot be used: the default is effective, or what was effective before. */
        REFUSED("refused"),
        /** The component declares no such key. */
        UNKNOWN("no such key");

        private final String label;

        Source(String label) {
            this.label = label;
        }
    }

    static ConfigEntry byDefault(String pid, ConfigKey key) {
        return new ConfigEntry(
                pid,
                key.name(),
                key.defaultValue(),
                key.defaultValue(),
                Source.DEFAULT,
                "",
                key.allowed(),
                key.description());
    }

    /** Its value is not kept: what was meant may be a secret. */
    static ConfigEntry unknown(String pid, String key, Optional<String> meant) {
        var detail = meant.map(each -> "did you mean " + each + "?").orElse("");
        return new ConfigEntry(pid, key, "", "", Source.UNKNOWN, detail, "", "");
    }

    ConfigEntry with(String effective, Source from, String more) {
        return new ConfigEntry(pid, key, effective, defaultValue, from, more, allowed, description);
    }

    /** The same where its component found that it cannot use the value. */
    ConfigEntry with(ConfigResult unusable) {
        return with(unusable.effective(), Source.REFUSED, value + " (" + unusable.reason() + ")");
    }

    /** {@code http.port}. */
    public String name() {
        return pid.substring(ConfigValidator.PREFIX.length()) + "." + key;
    }

    /** {@code refused: 99999}. */
    public String origin() {
        return detail.isEmpty() ? source.label : source.label + ": " + detail;
    }

    /** Whether a part of its name is given. */
    public boolean matches(String filter) {
        return name().contains(filter) || pid.contains(filter);
    }
}
