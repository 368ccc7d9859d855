package cloud.dispatcher.control.etc;

import cloud.dispatcher.model.SpellingSuggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file in {@code etc} that looks like a configuration of ours and is none: a backup copy, a misspelt name, another format.
 *
 * @param meant the file that would be read; empty where it cannot be guessed
 */
public record StrayFile(String name, Optional<String> meant) {
    private static final String SUFFIX = ".cfg";

    /**
     * Those in a folder, by name.
     *
     * @param pids of the configurations that are read
     */
    static List<StrayFile> in(Path etc, Collection<String> pids) throws IOException {
        var found = new ArrayList<StrayFile>();
        try (var files = Files.newDirectoryStream(etc)) {
            for (var file : files) {
                of(file.getFileName().toString(), pids).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(StrayFile::name));
        return found;
    }

    static Optional<StrayFile> of(String name, Collection<String> pids) {
        if (pids.stream().anyMatch(pid -> name.equals(pid + SUFFIX))) {
            return Optional.empty();
        }
        var plain = name.strip().toLowerCase(Locale.ROOT);
        var meant = pids.stream()
                .filter(pid -> plain.startsWith(pid))
                .max(Comparator.comparing(String::length))
                .map(pid -> pid + SUFFIX)
                .or(() -> SpellingSuggestion.of(
                        name, pids.stream().map(pid -> pid + SUFFIX).toList()));
        return meant.isPresent() || plain.startsWith(ConfigValidator.PREFIX)
                ? Optional.of(new StrayFile(name, meant))
                : Optional.empty();
    }

    @Override
    public String toString() {
        var printable = name.replaceAll("[^\\p{Print}\\p{L}]", "?");
        return meant.map(file -> printable + " (the file that is read: " + file + ")")
                .orElse(printable);
    }
}
