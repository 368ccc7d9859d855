package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Status.Part;
import cloud.dispatcher.api.Status.Snapshot;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.StoreSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of the whole. */
public record StatusView(
        String version,
        Duration uptime,
        Part dispatcher,

        @Described("What it does, or why it does not run although it was started, and what happens next; absent where"
                + " there is nothing to tell.")
        @Nullable
        String dispatcherSays,

        Part pinger,
        @Nullable String pingerSays,
        List<ExecutorSummary> executors,

        @Described("Operations; `waiting` by what they wait for.")
        Queue queue,

        long openOutages,

        @Described("Why the store cannot write or read now; absent when it can.") @Nullable
        String trouble,

        @Described("What failed by itself and went on.") List<String> problems,

        @Described("How much is stored; `setAside` names rows that cannot be read.")
        StoreSummary store,

        String node) {

    /** An executor in one line. */
    public record ExecutorSummary(String name, String title, Executors.State state) {}

    /** Whether it lives or can work. */
    public record HealthView(String status) {}

    public static StatusView of(Snapshot now) {
        return new StatusView(
                now.version(),
                now.uptime(),
                now.dispatcher(),
                now.dispatcherSays(),
                now.pinger(),
                now.pingerSays(),
                now.executors().stream()
                        .map(each -> new ExecutorSummary(each.name(), each.title(), each.state()))
                        .toList(),
                now.queue(),
                now.openOutages(),
                now.trouble(),
                now.problems(),
                now.store(),
                now.node());
    }
}
