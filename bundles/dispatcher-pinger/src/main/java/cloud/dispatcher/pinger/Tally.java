package cloud.dispatcher.pinger;

import cloud.dispatcher.model.Verdict;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the servers by verdict. One thread counts; {@link #toString()} may be called from any. */
final class Tally {
    private final Map<Verdict, Integer> counts = new ConcurrentHashMap<>();

    void add(Verdict verdict) {
        counts.merge(verdict, 1, Integer::sum);
    }

    void remove(Verdict verdict) {
        counts.merge(verdict, -1, Integer::sum);
    }

    int of(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** For people: {@code 5 servers, 4 UP, 1 DOWN}. */
    @Override
    public String toString() {
        var all = 0;
        var parts = new StringBuilder();
        for (var verdict : Verdict.values()) {
            var count = of(verdict);
            all += count;
            if (count > 0) {
                parts.append(", ").append(count).append(' ').append(verdict);
            }
        }
        return all + (all == 1 ? " server" : " servers") + parts;
    }
}
