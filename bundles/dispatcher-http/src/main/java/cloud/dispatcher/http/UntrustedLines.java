package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which lines about requests without a valid token are written, and counts the others. Safe for many threads. */
final class UntrustedLines {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int FROM_ONE_NETWORK = 10;
    static final int IN_ALL = 60;

    private final Map<String, Integer> written = new HashMap<>();
    private long begin;
    private int inAll;
    private int folded;

    /** Whether one more may be written. */
    synchronized boolean mayPass(String address, long now) {
        if (inAll == 0) {
            begin = now;
        }
        if (inAll < IN_ALL && written.merge(Visitor.network(address), 1, Integer::sum) <= FROM_ONE_NETWORK) {
            inAll++;
            return true;
        }
        folded++;
        return false;
    }

    /** Begins a new window once the last one is over, and says of that what was not written; null where nothing is to be said. */
    synchronized @Nullable String over(long now) {
        if (inAll == 0 || now - begin < WINDOW.toNanos()) {
            return null;
        }
        var told = folded == 0
                ? null
                : "… %,d more requests without a valid token in %d s".formatted(folded, WINDOW.toSeconds());
        written.clear();
        inAll = 0;
        folded = 0;
        return told;
    }
}
