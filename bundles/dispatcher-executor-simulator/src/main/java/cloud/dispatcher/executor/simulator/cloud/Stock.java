package cloud.dispatcher.executor.simulator.cloud;

import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What exists in one account, by id and by unique name; and the client tokens that were used. Every look-up is O(log n) at most. */
final class Stock {
    /** How long a token stays used after what it made is gone. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private record Key(ResourceKind kind, String unique) {
        static Key of(Thing thing) {
            return new Key(thing.kind(), thing.order().unique());
        }
    }

    private final TreeMap<String, Thing> things = new TreeMap<>();
    private final Map<Key, List<String>> byUnique = new HashMap<>();
    private final Map<Key, Thing> ended = new HashMap<>();

    /** Volumes that no server uses yet, by the token that they were made for. */
    private final Map<String, List<String>> free = new HashMap<>();

    /** The server of each volume that was ever attached; a volume is attached once. */
    private final Map<String, String> users = new HashMap<>();

    private final Deque<Key> endedInOrder = new ArrayDeque<>();
    private int servers;
    private int listening;
    private long made;

    /** Puts a thing in, or its new state; one that is TERMINATED goes out. */
    void put(Thing thing) {
        var key = Key.of(thing);
        if (thing.state() == ServerState.TERMINATED) {
            if (things.remove(thing.id()) != null) {
                count(thing, -1);
                detach(thing);
            }
            byUnique.computeIfPresent(key, (k, ids) -> {
                ids.remove(thing.id());
                return ids.isEmpty() ? null : ids;
            });
            ended.put(key, thing);
            endedInOrder.add(key);
            forgetUntil(thing.since().minus(TOKEN_LIFE));
        } else if (things.put(thing.id(), thing) == null) {
            count(thing, 1);
            attach(thing);
            made++;
            byUnique.computeIfAbsent(key, k -> new ArrayList<>(1)).add(thing.id());
        }
    }

    /** A new server takes every volume that was made for it. */
    private void attach(Thing thing) {
        var token = thing.order().token();
        if (thing.kind() == ResourceKind.SERVER) {
            for (var volume : Objects.requireNonNullElse(free.remove(token), List.<String>of())) {
                users.put(volume, thing.id());
            }
        } else {
            free.computeIfAbsent(token, any -> new ArrayList<>(1)).add(thing.id());
        }
    }

    private void detach(Thing thing) {
        users.remove(thing.id());
        free.computeIfPresent(thing.order().token(), (token, ids) -> {
            ids.remove(thing.id());
            return ids.isEmpty() ? null : ids;
        });
    }

    /** The server that a volume is attached to; null when it is gone, or never was. */
    @Nullable
    Thing userOf(String volume) {
        var server = users.get(volume);
        return server == null ? null : things.get(server);
    }

    private void count(Thing thing, int by) {
        servers += thing.kind() == ResourceKind.SERVER ? by : 0;
        listening += thing.port() > 0 ? by : 0;
    }

    private void forgetUntil(Instant time) {
        while (!endedInOrder.isEmpty()) {
            var oldest = ended.get(endedInOrder.peek());
            if (oldest != null && oldest.since().isAfter(time)) {
                return;
            }
            ended.remove(endedInOrder.remove());
        }
    }

    @Nullable
    Thing byId(String id) {
        return things.get(id);
    }

    List<Thing> byUnique(ResourceKind kind, String unique) {
        return byUnique.getOrDefault(new Key(kind, unique), List.of()).stream()
                .map(things::get)
                .toList();
    }

    /** What the token has made, even if that is gone since, for as long as a token lives. */
    @Nullable
    Thing madeBy(ResourceKind kind, String unique, Instant now) {
        var there = byUnique(kind, unique);
        if (!there.isEmpty()) {
            return there.get(0);
        }
        var gone = ended.get(new Key(kind, unique));
        return gone != null && gone.since().plus(TOKEN_LIFE).isAfter(now) ? gone : null;
    }

    /** All after an id, in the order of the ids. */
    Iterable<Thing> after(@Nullable String id) {
        return id == null ? things.values() : things.tailMap(id, false).values();
    }

    /** How many servers exist. */
    int servers() {
        return servers;
    }

    /** How many of them have a port to answer on. */
    int listening() {
        return listening;
    }

    /** How many things were ever made. */
    long made() {
        return made;
    }
}
