package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Operations.Submission;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.http.rest.Problem.ProblemView;
import cloud.dispatcher.http.view.LaunchBody.LaunchSpec;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.ServerId;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many actions in one request. */
public record BulkBody(
        @Described(max = LaunchBody.MOST) List<ActionBody> actions,

        @Described(
                value = "All or none: where one cannot be accepted, none is, and every problem is told.",
                fallback = "false")
        boolean atomic,

        @Described(max = 1_000) @Nullable String reason) {

    /** One of them, told apart by the word for it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action", visible = true)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LaunchActionBody.class, name = "launch"),
        @JsonSubTypes.Type(
                value = ChangeActionBody.class,
                names = {"start", "stop", "reboot", "pause", "resume", "terminate"})
    })
    public sealed interface ActionBody {
        /** @param at where it stands in the body (JSON Pointer) */
        Action action(String at, Function<String, AccountId> accounts);
    }

    /** A launch. */
    public record LaunchActionBody(
            ActionKind action, @JsonUnwrapped LaunchSpec launch) implements ActionBody {
        @Override
        public Action action(String at, Function<String, AccountId> accounts) {
            return launch.action(at, launch.name(), accounts);
        }
    }

    /** A change of a server that is there. */
    public record ChangeActionBody(
            ActionKind action,
            @Described(max = Described.SHORT) String server,

            @Described(value = "The cloud's hard form, where it has one.", fallback = "false")
            boolean force)
            implements ActionBody {
        @Override
        public Action action(String at, Function<String, AccountId> accounts) {
            return new ChangeServer(action, new ServerId(server), force ? Force.HARD : Force.GRACEFUL);
        }
    }

    /** What became of one action: accepted, or refused. */
    public record BulkResult(
            @Nullable OperationView operation, @Nullable ProblemView problem) {}

    /** What became of all. */
    public record BulkResultsView(
            @Described("One for each action, in their order.")
            List<BulkResult> results,

            @Described("Those that were accepted, in their order.")
            List<OperationView> operations) {
        /** @param problem how a refusal is told */
        public static BulkResultsView of(List<Submission> results, Function<RejectedException, ProblemView> problem) {
            var all = results.stream()
                    .map(each -> new BulkResult(
                            each.operation() == null ? null : OperationView.of(each.operation()),
                            each.refusal() == null ? null : problem.apply(each.refusal())))
                    .toList();
            return new BulkResultsView(
                    all,
                    all.stream()
                            .map(BulkResult::operation)
                            .filter(Objects::nonNull)
                            .toList());
        }
    }

    /** As the engine takes them, in their order. */
    public List<Action> actions(Function<String, AccountId> accounts) {
        return IntStream.range(0, actions.size())
                .mapToObj(i -> actions.get(i).action("/actions/" + i, accounts))
                .toList();
    }
}
