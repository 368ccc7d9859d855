package cloud.dispatcher.http.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters after the question mark. */
public final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws RefusedException when an escape is broken */
    static Query parse(@Nullable String raw) {
        var values = new TreeMap<String, List<String>>();
        for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return new Query(values);
    }

    private static String decode(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (Characters.areSound(decoded)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // answered below: the same as a character that is not allowed
        }
        throw new RefusedException(
                ProblemKind.INVALID_REQUEST, "The query holds a broken escape: write % as %25, and no %00.");
    }

    /** @throws RefusedException for a name that the route does not know */
    void allow(Set<String> names) {
        for (var name : values.keySet()) {
            if (!names.contains(name)) {
                var known = names.isEmpty()
                        ? "none"
                        : String.join(", ", names.stream().sorted().toList());
                throw RefusedException.parameter(name, "There is no such parameter here; there are: " + known + ".");
            }
        }
    }

    /** The value of a parameter that may be given once; null where it is left out. */
    public @Nullable String one(String name) {
        var given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw RefusedException.parameter(name, "This may be given once only.");
        }
        if (given.isEmpty()) {
            return null;
        }
        if (given.get(0).isBlank()) {
            throw RefusedException.parameter(name, "This needs a value.");
        }
        return given.get(0);
    }

    /** Every value, given by repeating the parameter. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    public boolean flag(String name) {
        var value = one(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw RefusedException.parameter(name, "This must be true or false.");
    }

    /** A whole number within the limits; {@code otherwise} where it is left out. */
    public long whole(String name, long least, long most, long otherwise) {
        var value = one(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below: the same as a number that is not allowed
        }
        throw RefusedException.parameter(name, "This must be a whole number from " + least + " to " + most + ".");
    }

    /** One of the names of an enum, in any case; null where it is left out. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        var value = one(name);
        return value == null ? null : choose(name, value, type);
    }

    /** Several names of an enum: repeated, or with commas between. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        var chosen = new ArrayList<E>();
        for (var value : all(name)) {
            for (var word : value.split(",", -1)) {
                chosen.add(choose(name, word, type));
            }
        }
        return chosen;
    }

    private static <E extends Enum<E>> E choose(String name, String word, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw RefusedException.parameter(name, "This must be one of " + List.of(type.getEnumConstants()) + ".");
    }

    /** All of it without one parameter, for the canonical form of a request. */
    Map<String, List<String>> without(String name) {
        var rest = new TreeMap<>(values);
        rest.remove(name);
        return rest;
    }
}
