package cloud.dispatcher.executor.simulator.cloud;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one account's truth file tells; for who judges. It is read when it is asked for, and does not change afterwards. */
public final class Truth {
    private static final String SERVER = "server";

    /**
     * One thing that was created at some time.
     *
     * @param kind {@code server} or {@code volume}
     * @param token the operation that it was created for
     * @param unique the unique name that it was created under: that of its line on a ledger
     * @param last the last event that is told of it
     */
    public record Item(String id, String kind, String token, String unique, String name, String last) {
        /** Whether it is there still. */
        public boolean exists() {
            return !last.equals(TruthLine.DELETED);
        }
    }

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Integer> most = new HashMap<>();
    private final Map<String, Integer> requests = new HashMap<>();

    private Truth() {}

    /** Reads a truth file; one that is not there tells nothing. */
    public static Truth read(Path file) {
        var truth = new Truth();
        var now = new HashMap<String, Integer>();
        for (var line : TruthFile.read(file)) {
            truth.take(line, now);
        }
        return truth;
    }

    private void take(TruthLine line, Map<String, Integer> now) {
        var token = must(line.token());
        var isServer = SERVER.equals(line.kind());
        if (line.event().equals(TruthLine.REQUESTED)) {
            if (isServer && "create".equals(line.call())) {
                requests.merge(token, 1, Integer::sum);
            }
            return;
        }
        var id = must(line.id());
        var before = items.get(id);
        var unique = before == null ? must(line.unique()) : before.unique();
        items.put(id, new Item(id, must(line.kind()), token, unique, must(line.name()), line.event()));
        if (isServer && line.event().equals(TruthLine.CREATED)) {
            most.merge(token, now.merge(token, 1, Integer::sum), Math::max);
        } else if (isServer && line.event().equals(TruthLine.DELETED)) {
            now.merge(token, -1, Integer::sum);
        }
    }

    private static String must(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("a line of the truth lacks a field");
        }
        return value;
    }

    /** Everything that exists, in the order in which it was created. */
    public List<Item> existing() {
        return items.values().stream().filter(Item::exists).toList();
    }

    /** The servers that exist, in the order in which they were created. */
    public List<Item> servers() {
        return existing().stream().filter(item -> item.kind().equals(SERVER)).toList();
    }

    /** The servers that exist of one operation. */
    public List<Item> servers(String token) {
        return servers().stream().filter(item -> item.token().equals(token)).toList();
    }

    /** Everything that was ever created, in that order. */
    public List<Item> everCreated() {
        return new ArrayList<>(items.values());
    }

    /** How often the creation of a server was requested for an operation. */
    public int requested(String token) {
        return requests.getOrDefault(token, 0);
    }

    /** How many servers of one operation existed at the same moment, at most. */
    public int most(String token) {
        return most.getOrDefault(token, 0);
    }

    /** The operations of which more than one server existed at some moment, with how many. */
    public Map<String, Integer> doubled() {
        var doubled = new LinkedHashMap<String, Integer>();
        most.forEach((token, count) -> {
            if (count > 1) {
                doubled.put(token, count);
            }
        });
        return doubled;
    }
}
