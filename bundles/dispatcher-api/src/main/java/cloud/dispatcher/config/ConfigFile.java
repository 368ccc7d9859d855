package cloud.dispatcher.config;

import cloud.dispatcher.model.Text;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The file in {@code etc/} that a part of the dispatcher reads; it has the name of the part's PID.
 *
 * @param standard the settings where nothing is written
 * @param settings reads the keys, each once
 */
public record ConfigFile<S>(String pid, S standard, Function<Reading<S>, S> settings) {
    public ConfigFile {
        Text.require(pid, "pid");
    }

    /** Judges what is written when the part begins. In place of a bad value the default counts. */
    public Judged<S> first(Map<String, ?> written) {
        return new Reading<>(this, written, standard).first();
    }

    /** Judges what is written now. In place of a bad value the one stays that counted before. */
    public Judged<S> next(Map<String, ?> written, Judged<S> before) {
        return next(written, before, Set.of());
    }

    /**
     * The same for a part that has yet to find out whether it can follow.
     *
     * @param later the keys of which it tells itself, once they came true
     */
    public Judged<S> next(Map<String, ?> written, Judged<S> before, Set<String> later) {
        return new Reading<>(this, written, before.settings()).next(before, later);
    }

    /** As people find it. */
    String path() {
        return "etc/" + pid + ".cfg";
    }
}
