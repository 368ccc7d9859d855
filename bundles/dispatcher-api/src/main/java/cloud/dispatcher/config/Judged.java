package cloud.dispatcher.config;

import java.util.List;
import java.util.function.Consumer;

/**
 * What a {@link ConfigFile} says, judged: the settings that count, and what is to be told of it, a line each.
 *
 * @param values the keys in the order in which they are read, then the unknown ones
 * @param errors what a person has to mend, for the part began with a default in its place
 * @param warnings what is refused or ignored
 * @param news what counts from now on
 */
public record Judged<S>(
        String pid,
        S settings,
        List<ConfigValue> values,
        List<String> errors,
        List<String> warnings,
        List<String> news) {
    public Judged {
        values = List.copyOf(values);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        news = List.copyOf(news);
    }

    /**
     * The same once it has turned out that the value of its only key cannot be used: what counted before stays.
     *
     * @param why a sentence for people
     */
    public Judged<S> unusable(String key, String why, Judged<S> before) {
        var refused = unused(key, before.counts(key), why).values();
        var line = "etc/%s.cfg: %s = %s is refused: %s %s stays."
                .formatted(pid, key, counts(key), why, before.counts(key));
        return new Judged<>(pid, before.settings(), refused, List.of(), List.of(line), List.of());
    }

    /**
     * The same while the value of a key cannot be used: the settings stay as they are wished, and people are shown what counts.
     *
     * @param counts in its place
     * @param why for people
     */
    public Judged<S> unused(String key, String counts, String why) {
        var shown = values.stream()
                .map(value -> value.key().equals(key) ? value.refused(counts, why) : value)
                .toList();
        return new Judged<>(pid, settings, shown, errors, warnings, news);
    }

    private String counts(String key) {
        return values.stream()
                .filter(value -> value.key().equals(key) && value.counts() != null)
                .map(ConfigValue::counts)
                .findFirst()
                .orElse("");
    }

    /** Hands over each line. */
    public void tell(Consumer<String> error, Consumer<String> warn, Consumer<String> info) {
        errors.forEach(error);
        warnings.forEach(warn);
        news.forEach(info);
    }
}
