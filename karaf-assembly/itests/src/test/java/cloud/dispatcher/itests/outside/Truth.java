package cloud.dispatcher.itests.outside;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a simulated cloud says of itself: the servers that were ever made there, by the operation that asked for them. */
final class Truth {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Set<String>> made = new TreeMap<>();
    private final Map<String, Set<String>> existing = new TreeMap<>();
    private final Map<String, Integer> requests = new HashMap<>();

    /** Of the account with this id; call it when nothing is under way. */
    static Truth of(String account, Distribution distribution) throws IOException {
        var truth = new Truth();
        for (var line : Files.readAllLines(file(account, distribution))) {
            truth.take(line);
        }
        return truth;
    }

    private static Path file(String account, Distribution distribution) {
        return distribution.home().resolve("var/simulator").resolve(account).resolve("truth.jsonl");
    }

    private void take(String text) throws IOException {
        var line = JSON.readTree(text);
        var operation = line.path("token").asText();
        var id = line.path("id").asText();
        if (!line.path("kind").asText().equals("server")) {
            return;
        }
        switch (line.path("event").asText()) {
            case "requested" -> requests.merge(operation, 1, Integer::sum);
            case "created" -> {
                made.computeIfAbsent(operation, none -> new TreeSet<>()).add(id);
                existing.computeIfAbsent(operation, none -> new TreeSet<>()).add(id);
            }
            case "deleted" -> existing.get(operation).remove(id);
            default -> {}
        }
    }

    /** The operations for which a server was made. */
    Set<String> operations() {
        return made.keySet();
    }

    /** The ids of all servers that were ever made. */
    List<String> servers() {
        return made.values().stream().flatMap(Set::stream).toList();
    }

    /** The operations for which more than one server was ever made, with the servers. */
    Map<String, Set<String>> doubled() {
        var doubled = new TreeMap<>(made);
        doubled.values().removeIf(servers -> servers.size() == 1);
        return doubled;
    }

    /** How many servers exist. */
    int existing() {
        return existing.values().stream().mapToInt(Set::size).sum();
    }

    /** How many calls were repeated, which shows that the kills hit something. */
    long repeated() {
        return requests.values().stream().filter(count -> count > 1).count();
    }
}
