package cloud.dispatcher.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps which values of one configuration cannot be used now. May be shared between threads. */
public final class ConfigProblems {
    private final String pid;
    private final Map<String, ConfigResult> unusable = new ConcurrentHashMap<>();

    public ConfigProblems(String pid) {
        this.pid = pid;
    }

    public String pid() {
        return pid;
    }

    /**
     * Reads a value whose check needs more than its type and limits.
     *
     * @param parse throws an {@link IllegalArgumentException} that says what is allowed
     * @param instead is used when the value is refused
     * @param log gets one sentence when it is refused
     */
    public <T> T parse(String key, String text, Function<String, T> parse, T instead, Consumer<String> log) {
        try {
            var value = parse.apply(text);
            unusable.remove(key);
            return value;
        } catch (IllegalArgumentException e) {
            var reason = String.valueOf(e.getMessage());
            log.accept("etc/%s.cfg: %s = %s is refused: %s; %s is used."
                    .formatted(pid, key, text.replaceAll("\\p{Cntrl}", "?"), reason, instead));
            refuse(key, String.valueOf(instead), reason);
            return instead;
        }
    }

    public void refuse(String key, String effective, String reason) {
        unusable.put(key, new ConfigResult(effective, reason));
    }

    public void clear(String... keys) {
        for (var key : keys) {
            unusable.remove(key);
        }
    }

    /** By key; empty while everything can be used. */
    public Map<String, ConfigResult> unusable() {
        return Map.copyOf(unusable);
    }
}
