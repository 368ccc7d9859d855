package cloud.dispatcher.config;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a {@link ConfigFile}, in one line each. A file may hold anything: what is quoted of it is short and printable.
 */
record ConfigLines(String path, List<ConfigValue> values) {
    private static final int QUOTED = 60;
    private static final int NAMED = 5;

    /** @param instead what counts in place of the bad value */
    List<String> refused(String instead) {
        return values.stream()
                .filter(value -> value.source() == ConfigValue.Source.REFUSED)
                .map(value -> "%s: %s = %s is refused; allowed is %s; %s."
                        .formatted(
                                path,
                                value.key(),
                                quoted(value.written()),
                                value.allowed(),
                                instead.formatted(value.counts())))
                .toList();
    }

    /** At most one line. */
    List<String> ignored() {
        var unknown = values.stream()
                .filter(value -> value.source() == ConfigValue.Source.UNKNOWN)
                .map(value -> quoted(value.key()) + (value.meant() == null ? "" : " (is " + value.meant() + " meant?)"))
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        var named = unknown.stream().limit(NAMED).collect(Collectors.joining(", "));
        var more = unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "";
        return List.of(path + ": ignored, for there is no such key: " + named + more + ".");
    }

    /**
     * At most one line.
     *
     * @param later the keys that are left out
     * @param isDropped whether nothing is configured any more; the file may be there still, where it cannot be removed
     */
    List<String> news(List<ConfigValue> before, Set<String> later, boolean isDropped) {
        var old = new HashMap<String, @Nullable String>();
        before.forEach(value -> old.put(value.key(), value.counts()));
        var changes = values.stream()
                .filter(value -> value.counts() != null && !Objects.equals(value.counts(), old.get(value.key())))
                .filter(value -> !later.contains(value.key()))
                .map(value -> value.key() + " = " + value.counts() + " (was " + old.get(value.key()) + ")")
                .collect(Collectors.joining(", "));
        if (isDropped) {
            return List.of(
                    path + " counts no more, the defaults do" + (changes.isEmpty() ? "." : ": " + changes + "."));
        }
        return changes.isEmpty() ? List.of() : List.of(path + ": from now on " + changes + ".");
    }

    private static String quoted(@Nullable String text) {
        var printable = text == null ? "" : text.replaceAll("[^\\p{Print}\\p{L}]", "?");
        return printable.length() > QUOTED ? printable.substring(0, QUOTED) + "…" : printable;
    }
}
