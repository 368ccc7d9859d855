package cloud.dispatcher.api;

import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.StoreSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Tells the truth about the whole. */
@ProviderType
public interface Status {

    Snapshot snapshot();

    /** Whether a part works. */
    enum Part {
        RUNNING,
        STOPPED,
        /** Not installed in this container. */
        ABSENT
    }

    /**
     * How things are now.
     *
     * @param uptime of the container's part that answers
     * @param node this machine's name
     * @param dispatcherSays what it tells of itself, for people: what it does, or why it does not run although that is wished; null where
     *     there is nothing to tell
     * @param pingerSays what the pinger tells of itself, for people; null where it is absent
     * @param problems what failed by itself and went on, in sentences for people: executors, the engine's and the pinger's own threads
     * @param trouble why the store cannot write or read, for people; null when it can
     * @param store how much it holds
     */
    record Snapshot(
            String version,
            Duration uptime,
            Part dispatcher,
            @Nullable String dispatcherSays,
            Part pinger,
            @Nullable String pingerSays,
            List<Executors.ExecutorStatus> executors,
            Queue queue,
            long openOutages,
            @Nullable String trouble,
            List<String> problems,
            StoreSummary store,
            String node) {
        public Snapshot {
            executors = List.copyOf(executors);
            problems = List.copyOf(problems);
        }
    }
}
