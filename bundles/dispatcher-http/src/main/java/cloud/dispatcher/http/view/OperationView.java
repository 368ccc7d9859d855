package cloud.dispatcher.http.view;

import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Fault;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationId;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.ResourceKind;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.model.Waiting;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An accepted action and what became of it. */
public record OperationView(
        OperationId id,
        ActionKind action,
        AccountId account,
        ServerId server,
        OperationState state,
        @Described("What was asked for; secrets are ***.") Object parameters,
        String actor,
        @Nullable String reason,
        int priority,
        @Nullable Instant notBefore,

        @Described("When attempts end, if it is not over by then.")
        Instant deadline,

        int attempts,
        ProgressView progress,
        @Nullable WaitingView waiting,

        @Described("What came of it; there when it succeeded.") @Nullable
        Map<String, String> result,

        @Nullable ErrorView error,
        @Described("What it may have left in the cloud.") List<LeftoverView> leftovers,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** How far it is. */
    public record ProgressView(
            String step, @Described(max = 100) @Nullable Integer percent) {}

    /** Why it waits. */
    public record WaitingView(
            @JsonProperty("for") Waiting.Cause cause,
            Instant since,
            @Nullable Instant until,
            @Nullable OperationId heldBy) {
        static @Nullable WaitingView of(@Nullable Waiting waiting) {
            return waiting == null
                    ? null
                    : new WaitingView(waiting.cause(), waiting.since(), waiting.until(), waiting.heldBy());
        }
    }

    /** Why it failed. */
    public record ErrorView(
            Fault fault,
            String message,
            @Nullable String cloudCode,
            @Nullable String cloudRequestId,
            @Nullable String remedy) {
        static @Nullable ErrorView of(@Nullable OperationError error) {
            return error == null
                    ? null
                    : new ErrorView(
                            error.fault(), error.message(), error.cloudCode(), error.cloudRequestId(), error.remedy());
        }
    }

    /** A thing that may still be in the cloud. */
    public record LeftoverView(
            ResourceKind kind, String name, @Nullable String cloudId) {}

    /** What was accepted, in the order in which it was asked for. */
    public record OperationsView(List<OperationView> operations) {
        public static OperationsView of(List<Operation> operations) {
            return new OperationsView(operations.stream().map(OperationView::of).toList());
        }
    }

    private record LaunchParameters(
            String name,
            String size,
            String image,
            @Nullable String network,
            @Nullable String zone,
            @Nullable String keyPair,
            @Nullable Secret userData,
            Map<String, String> labels) {}

    private record ChangeParameters(@Nullable Boolean force) {}

    public static OperationView of(Operation operation) {
        var progress = operation.progress();
        return new OperationView(
                operation.id(),
                operation.action().kind(),
                operation.account(),
                operation.server(),
                operation.state(),
                parameters(operation.action()),
                operation.actor(),
                operation.reason(),
                operation.priority(),
                operation.notBefore(),
                operation.deadline(),
                operation.attempts(),
                new ProgressView(progress.step(), progress.percent()),
                operation.state() == OperationState.RUNNING ? null : WaitingView.of(operation.waiting()),
                operation.result().isEmpty() ? null : operation.result(),
                ErrorView.of(operation.error()),
                operation.leftovers().stream()
                        .map(left -> new LeftoverView(left.kind(), left.name(), left.cloudId()))
                        .toList(),
                operation.createdAt(),
                operation.startedAt(),
                operation.endedAt());
    }

    static Object parameters(Action action) {
        return action.match(
                launch -> new LaunchParameters(
                        launch.name(),
                        launch.size(),
                        launch.image(),
                        launch.network(),
                        launch.zone(),
                        launch.keyPair(),
                        launch.userData(),
                        launch.labels()),
                change -> new ChangeParameters(change.force() == Force.HARD ? true : null));
    }
}
