package cloud.dispatcher.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code status} tells of parts that failed: for each subject how often, and the last failure. Any thread. */
public final class Problems {
    /** Subjects that are told at most; the oldest goes first. */
    private static final int MOST = 50;

    private final Map<String, Failures> bySubject = new LinkedHashMap<>();

    private record Failures(long count, String last) {
        String sentence(String subject) {
            return subject + ": " + count + (count == 1 ? " internal error" : " internal errors") + ", the last: "
                    + last;
        }
    }

    /**
     * Counts a failure.
     *
     * @param subject what failed: {@code executor libvirt}
     * @return how often it has failed, this time included
     */
    public synchronized long count(String subject, Throwable failure) {
        var before = bySubject.remove(subject);
        var next = new Failures(before == null ? 1 : before.count + 1, failure.toString());
        bySubject.put(subject, next);
        if (bySubject.size() > MOST) {
            bySubject.remove(bySubject.keySet().iterator().next());
        }
        return next.count;
    }

    /** One sentence for each subject that has failed since this process began. */
    public synchronized List<String> sentences() {
        return bySubject.entrySet().stream()
                .map(entry -> entry.getValue().sentence(entry.getKey()))
                .toList();
    }
}
