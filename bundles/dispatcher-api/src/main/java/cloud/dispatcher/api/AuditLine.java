package cloud.dispatcher.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody asked for, as the audit writes it down: who, what, on what, and what came of it. From where they asked stands in
 * the MDC of whoever let them in.
 *
 * @param on what it was to be done to, as they named it; null where that is not told
 * @param ids by which it is found again, in their order
 */
public record AuditLine(String action, @Nullable String on, Map<String, String> ids) {
    /** The log that these lines go to. */
    public static final String LOG = "audit";

    public AuditLine {
        ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    }

    public AuditLine(String action, @Nullable String on) {
        this(action, on, Map.of());
    }

    /** The same with one id more. */
    public AuditLine with(String name, String id) {
        var more = new LinkedHashMap<>(ids);
        more.put(name, id);
        return new AuditLine(action, on, more);
    }

    /** It is done, or is going to be. */
    public String accepted(Asked asked) {
        return line(asked, "accepted");
    }

    /** It is not going to be done. */
    public String refused(Asked asked, @Nullable String why) {
        return line(asked, "refused: " + why);
    }

    /** It was tried. */
    public String failed(Asked asked, @Nullable String why) {
        return line(asked, "failed: " + why);
    }

    private String line(Asked asked, String result) {
        var line = new StringBuilder("actor=" + asked.actor() + " action=" + action);
        if (on != null) {
            line.append(" on=\"").append(on.replace('"', '\'')).append('"');
        }
        ids.forEach((name, id) -> line.append(' ').append(name).append('=').append(id));
        line.append(' ').append(result);
        if (asked.reason() != null) {
            line.append(" reason: ").append(asked.reason());
        }
        return line.toString();
    }
}
