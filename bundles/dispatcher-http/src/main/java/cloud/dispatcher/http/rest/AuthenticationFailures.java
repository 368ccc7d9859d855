package cloud.dispatcher.http.rest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by client network how often it failed to authenticate. Safe for many threads. */
final class AuthenticationFailures {
    /** So many within {@link #WINDOW} are answered as what they are; more are told to wait until it is over. */
    static final int ALLOWED = 20;

    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NETWORKS = 10_000;

    /** The oldest window first, of which the least is lost when there are too many. */
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > NETWORKS;
        }
    };

    private record Window(long begin, int failures) {}

    /**
     * Counts one more.
     *
     * @param now {@link System#nanoTime}
     * @return after how many seconds this network may try again; 0 while it may
     */
    synchronized long failed(String network, long now) {
        var window = windows.get(network);
        if (window == null || now - window.begin >= WINDOW.toNanos()) {
            windows.remove(network);
            windows.put(network, new Window(now, 1));
            return 0;
        }
        windows.put(network, new Window(window.begin, window.failures + 1));
        return window.failures < ALLOWED ? 0 : 1 + (WINDOW.toNanos() - (now - window.begin)) / 1_000_000_000;
    }
}
