package cloud.dispatcher.executor.simulator.cloud;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The profiles of the settings that are in use. Each call needs one; settings that are only tried must not pile up. */
final class Profiles {
    static final int MOST = 1_000;

    private final Map<Map<String, String>, Profile> read = new ConcurrentHashMap<>();

    /** Throws like {@link Profile#of}. */
    Profile of(Map<String, String> settings) {
        if (read.size() >= MOST && !read.containsKey(settings)) {
            read.clear();
        }
        return read.computeIfAbsent(settings, Profile::of);
    }

    int remembered() {
        return read.size();
    }
}
