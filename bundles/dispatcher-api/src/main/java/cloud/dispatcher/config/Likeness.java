package cloud.dispatcher.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was meant. */
final class Likeness {
    private static final int SLIPS = 2;

    private Likeness() {}

    /** The most similar of the words; null when none is so similar that it may be a slip of the hand. */
    static @Nullable String most(String word, Collection<String> words) {
        return words.stream()
                .filter(each -> distance(word, each) <= Math.max(SLIPS, each.length() / 3))
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .orElse(null);
    }

    /** Levenshtein's: how many letters have to be changed, added or left out. */
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
