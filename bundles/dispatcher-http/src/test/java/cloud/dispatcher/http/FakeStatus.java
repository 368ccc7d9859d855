package cloud.dispatcher.http;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Status;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Queue;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.model.StoreSummary;
import cloud.dispatcher.model.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A status that is always the same. */
final class FakeStatus implements Status, Executors {
    @Override
    public Snapshot snapshot() {
        return new Snapshot(
                "0.1.0",
                Duration.ofSeconds(61),
                Part.RUNNING,
                "answers on *:3302",
                Part.RUNNING,
                "watches 5 servers",
                list(),
                new Queue(1, 2, Map.of(Waiting.Cause.TURN, 3L)),
                4,
                null,
                List.of("executor libvirt: 1 internal error, the last: java.lang.Error"),
                new StoreSummary(5, 6, 7, 8, 9, 10, Instant.EPOCH, "server s-1 cannot be read and is set aside"),
                "node-1");
    }

    @Override
    public List<ExecutorStatus> list() {
        return List.of(
                new ExecutorStatus(
                        "simulator",
                        "A simulated cloud",
                        State.ACTIVE,
                        List.of(
                                Setting.required("region", "Where."),
                                Setting.optional("listeners", Setting.Type.INTEGER, "How many.", "1000"),
                                Setting.optional("latency", Setting.Type.DURATION, "How slow.", "PT0S"),
                                Setting.optional("loss", Setting.Type.DECIMAL, "How bad.", "0")),
                        List.of(Setting.required("password", "The password.")),
                        Set.of(ActionKind.LAUNCH)),
                new ExecutorStatus("gone", "gone", State.ABSENT, List.of(), List.of(), Set.of()));
    }
}
