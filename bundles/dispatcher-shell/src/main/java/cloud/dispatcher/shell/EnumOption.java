package cloud.dispatcher.shell;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads a word that is one of a few. */
public final class EnumOption {
    private EnumOption() {}

    /** Reads it in any case, or refuses it with the words that are allowed ({@link RejectedException}). */
    public static <E extends Enum<E>> E of(Class<E> type, String what, String word) {
        for (var one : type.getEnumConstants()) {
            if (one.name().equalsIgnoreCase(word)) {
                return one;
            }
        }
        throw new RejectedException(
                Refusal.INVALID,
                "There is no " + what + " " + word + "; there are " + String.join(", ", words(type)) + ".");
    }

    /** The words as users write them. */
    public static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
