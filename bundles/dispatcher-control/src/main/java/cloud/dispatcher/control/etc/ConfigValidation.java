package cloud.dispatcher.control.etc;

import cloud.dispatcher.control.etc.ConfigEntry.Source;
import cloud.dispatcher.model.SpellingSuggestion;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One configuration as it was held against its declaration.
 *
 * @param entries the declared keys in the order of their declaration, then the unknown ones
 */
record ConfigValidation(String pid, List<ConfigEntry> entries) {
    private static final int QUOTED = 60;
    private static final int NAMED = 5;

    /** What OSGi and Karaf put beside the keys of a file. */
    private static final Pattern NOT_OURS =
            Pattern.compile("(component|service|felix|osgi|org[.]apache[.]karaf)[.].*|.*[.]target|objectClass");

    /** Where nothing is configured. */
    static ConfigValidation ofDefaults(String pid, Map<String, ConfigKey> keys) {
        return new ConfigValidation(
                pid,
                keys.values().stream()
                        .map(key -> ConfigEntry.byDefault(pid, key))
                        .toList());
    }

    /** @param written in place of what is not allowed in it, the value stays that is effective here */
    ConfigValidation next(Map<String, ConfigKey> keys, Map<String, ?> written) {
        var next = new ArrayList<ConfigEntry>();
        keys.values().forEach(key -> next.add(entry(key, written.get(key.name()))));
        written.keySet().stream()
                .filter(key -> !keys.containsKey(key) && !NOT_OURS.matcher(key).matches())
                .sorted()
                .map(key -> ConfigEntry.unknown(pid, key, SpellingSuggestion.of(key, keys.keySet())))
                .forEach(next::add);
        return new ConfigValidation(pid, next);
    }

    private ConfigEntry entry(ConfigKey key, @Nullable Object written) {
        var standard = ConfigEntry.byDefault(pid, key);
        if (written == null) {
            return standard;
        }
        return key.accepts(written)
                ? standard.with(written.toString().strip(), Source.FILE, "")
                : standard.with(value(key.name(), standard.value()), Source.REFUSED, quoted(written));
    }

    private String value(String key, String standard) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key) && entry.source() != Source.UNKNOWN)
                .map(ConfigEntry::value)
                .findFirst()
                .orElse(standard);
    }

    /** Puts what is effective where something else is written. */
    void correct(Dictionary<String, Object> written) {
        for (var entry : entries) {
            if (entry.source() == Source.REFUSED || entry.source() == Source.FILE) {
                written.put(entry.key(), entry.value());
            }
        }
    }

    /** Each refused value in a line. */
    void tellRefused(String instead, Consumer<String> log) {
        entries.stream()
                .filter(entry -> entry.source() == Source.REFUSED)
                .map(entry -> "etc/%s.cfg: %s = %s is refused; allowed is %s; %s."
                        .formatted(pid, entry.key(), entry.detail(), entry.allowed(), instead.formatted(entry.value())))
                .forEach(log);
    }

    /** At most one line. */
    void tellUnknown(Consumer<String> log) {
        var unknown = entries.stream()
                .filter(entry -> entry.source() == Source.UNKNOWN)
                .map(entry -> quoted(entry.key()) + (entry.detail().isEmpty() ? "" : " (" + entry.detail() + ")"))
                .toList();
        if (!unknown.isEmpty()) {
            var named = unknown.stream().limit(NAMED).collect(Collectors.joining(", "));
            var more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
            log.accept("etc/%s.cfg: ignored, for there is no such key: %s%s.".formatted(pid, named, more));
        }
    }

    /** {@code port = 4000 (was 3302), …}; empty where nothing else is effective. */
    String changesSince(ConfigValidation before) {
        return entries.stream()
                .filter(entry -> entry.source() != Source.UNKNOWN)
                .filter(entry ->
                        !before.value(entry.key(), entry.defaultValue()).equals(entry.value()))
                .map(entry -> "%s = %s (was %s)"
                        .formatted(entry.key(), entry.value(), before.value(entry.key(), entry.defaultValue())))
                .collect(Collectors.joining(", "));
    }

    /** A file may hold anything: what is quoted of it is short and printable. */
    private static String quoted(Object text) {
        var printable = Objects.toString(text).strip().replaceAll("[^\\p{Print}\\p{L}]", "?");
        return printable.length() > QUOTED ? printable.substring(0, QUOTED) + "…" : printable;
    }
}
