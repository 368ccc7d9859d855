package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.Durations;
import cloud.dispatcher.model.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads settings, each within its limits; refuses in one sentence. */
final class Values {
    private static final Map<String, String> FALLBACKS = fallbacks();

    private final Map<String, String> settings;

    Values(Map<String, String> settings) {
        this.settings = settings;
    }

    private static Map<String, String> fallbacks() {
        var fallbacks = new HashMap<String, String>();
        for (Setting setting : Profile.SETTINGS) {
            if (setting.fallback() != null) {
                fallbacks.put(setting.name(), setting.fallback());
            }
        }
        return Map.copyOf(fallbacks);
    }

    private String text(String name) {
        return settings.getOrDefault(name, FALLBACKS.getOrDefault(name, "")).strip();
    }

    Duration duration(String name, Duration least, Duration most) {
        try {
            var value = Durations.parse(text(name));
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw refused(name, "a duration of " + least + " to " + most, e);
        }
        throw refused(name, "within " + least + " to " + most, null);
    }

    double share(String name) {
        try {
            var value = Double.parseDouble(text(name));
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw refused(name, "a decimal fraction of 0 to 1", e);
        }
        throw refused(name, "within 0 to 1", null);
    }

    int number(String name, int least, int most) {
        try {
            var value = Integer.parseInt(text(name));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw refused(name, "a whole number of " + least + " to " + most, e);
        }
        throw refused(name, "within " + least + " to " + most, null);
    }

    <E extends Enum<E>> E choice(String name, Class<E> choices) {
        try {
            return Enum.valueOf(choices, text(name));
        } catch (IllegalArgumentException e) {
            throw refused(name, "one of " + Arrays.toString(choices.getEnumConstants()), e);
        }
    }

    List<String> words(String name) {
        var words = Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.isEmpty()) {
            throw refused(name, "at least one word", null);
        }
        return words;
    }

    private IllegalArgumentException refused(String name, String allowed, @Nullable Throwable cause) {
        return new IllegalArgumentException("setting " + name + " = " + text(name) + " is not " + allowed, cause);
    }
}
