package cloud.dispatcher.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that an unknown one was probably meant to be: "did you mean". */
public final class SpellingSuggestion {
    private static final int TYPOS = 2;

    private SpellingSuggestion() {}

    /** The most similar of the words, regardless of case; empty when none is close enough to be a typing error. */
    public static Optional<String> of(String word, Collection<String> words) {
        return words.stream()
                .filter(each -> distance(word, each) <= Math.max(TYPOS, each.length() / 3))
                .min(Comparator.comparingInt(each -> distance(word, each)));
    }

    /** Levenshtein's distance: how many letters have to be changed, added or removed. */
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
