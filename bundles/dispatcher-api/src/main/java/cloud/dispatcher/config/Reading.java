package cloud.dispatcher.config;

import cloud.dispatcher.model.Text;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link ConfigFile} key by key. A value that is not allowed is refused, and the one before stays; what is not written has its
 * default. Every method returns what counts; its last argument finds the same in settings.
 */
public final class Reading<S> {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}([.]\\d{1,9})?");

    /** What OSGi and Karaf put beside the keys of a file. */
    private static final Pattern NOT_OURS =
            Pattern.compile("(component|service|felix|osgi|org[.]apache[.]karaf)[.].*|.*[.]target|objectClass");

    private static final int MILLIS = 3;

    private final ConfigFile<S> file;
    private final Map<String, ?> written;
    private final S before;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    Reading(ConfigFile<S> file, Map<String, ?> written, S before) {
        this.file = file;
        this.written = written;
        this.before = before;
    }

    public int whole(String key, int least, int most, Function<S, Integer> of) {
        return value(
                key,
                "a whole number from " + least + " to " + most,
                text -> within(text, WHOLE, String.valueOf(least), String.valueOf(most))
                        .intValueExact(),
                String::valueOf,
                of);
    }

    /** Seconds, to the millisecond; the limits are written as in the file. */
    public Duration seconds(String key, String least, String most, Function<S, Duration> of) {
        return value(
                key,
                "a number from " + least + " to " + most,
                text -> Duration.ofMillis(within(text, DECIMAL, least, most)
                        .movePointRight(MILLIS)
                        .longValue()),
                duration -> BigDecimal.valueOf(duration.toMillis(), MILLIS)
                        .stripTrailingZeros()
                        .toPlainString(),
                of);
    }

    private static BigDecimal within(String text, Pattern form, String least, String most) {
        if (form.matcher(text).matches()) {
            var number = new BigDecimal(text);
            if (number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("not within");
    }

    /** @param home where a path begins that is not absolute; within it a path is shown as it begins there */
    public Path path(String key, Path home, Function<S, Path> of) {
        return path(key, home, "a path", path -> path, of);
    }

    /** A path that has to be more than a path: {@code fit} returns it, or throws as {@link #value} says. */
    public Path path(String key, Path home, String rule, UnaryOperator<Path> fit, Function<S, Path> of) {
        return value(
                key,
                rule,
                text -> fit.apply(home.resolve(full(text)).normalize()),
                path -> (path.startsWith(home) ? home.relativize(path) : path).toString(),
                of);
    }

    private static String full(String text) {
        Text.require(text, "path");
        return text;
    }

    /**
     * A value of any kind.
     *
     * @param rule what is allowed, for people
     * @param read throws an {@link IllegalArgumentException} for what is not allowed
     * @param shown as it would be written in the file
     */
    public <T> T value(
            String key, String rule, Function<String, T> read, Function<T, String> shown, Function<S, T> of) {
        var value = written.get(key);
        if (value == null) {
            return counts(key, null, rule, of.apply(file.standard()), shown, ConfigValue.Source.DEFAULT);
        }
        var text = value.toString().strip();
        try {
            return counts(key, text, rule, read.apply(text), shown, ConfigValue.Source.FILE);
        } catch (IllegalArgumentException e) {
            return counts(key, text, rule, of.apply(before), shown, ConfigValue.Source.REFUSED);
        }
    }

    private <T> T counts(
            String key,
            @Nullable String text,
            String rule,
            T value,
            Function<T, String> shown,
            ConfigValue.Source source) {
        values.put(key, new ConfigValue(key, text, shown.apply(value), source, rule, null, null));
        return value;
    }

    Judged<S> first() {
        var settings = file.settings().apply(this);
        var lines = lines();
        return new Judged<>(
                file.pid(), settings, all(), lines.refused("the default %s counts"), lines.ignored(), List.of());
    }

    Judged<S> next(Judged<S> earlier, Set<String> later) {
        var settings = file.settings().apply(this);
        var lines = lines();
        var warnings = Stream.concat(lines.refused("%s stays").stream(), lines.ignored().stream())
                .toList();
        boolean isDropped = !written.containsKey("service.pid");
        var news = lines.news(earlier.values(), later, isDropped);
        return new Judged<>(file.pid(), settings, all(), List.of(), warnings, news);
    }

    private ConfigLines lines() {
        return new ConfigLines(file.path(), all());
    }

    private List<ConfigValue> all() {
        var unknown = written.keySet().stream()
                .filter(key ->
                        !values.containsKey(key) && !NOT_OURS.matcher(key).matches())
                .sorted()
                .map(key -> new ConfigValue(
                        key, null, null, ConfigValue.Source.UNKNOWN, null, Likeness.most(key, values.keySet()), null));
        return Stream.concat(values.values().stream(), unknown).toList();
    }
}
