package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Operations.Submission;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.http.rest.Problem.ProblemView;
import cloud.dispatcher.http.view.AccountView.AccountPreview;
import cloud.dispatcher.http.view.OperationView.WaitingView;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.ServerId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a dry run tells. */
@Described("What would happen: `actions` for actions on servers, `account` for an account as it would be or that would"
        + " go, `operation` for a cancel.")
public record DryRunView(
        boolean dryRun,
        @Nullable List<ActionPreview> actions,
        @Nullable AccountPreview account,
        @Nullable OperationView operation,

        @Described("Of a bulk that is not atomic: one for each action, in their order.") @Nullable
        List<ResultPreview> results) {

    /** What would become of an action: without the ids that nothing has yet. */
    public record ActionPreview(
            ActionKind action,
            AccountId account,
            @Nullable ServerId server,
            Object parameters,
            @Nullable WaitingView waiting) {
        static ActionPreview of(Operation operation) {
            return new ActionPreview(
                    operation.action().kind(),
                    operation.account(),
                    operation.action().match(launch -> null, change -> change.server()),
                    OperationView.parameters(operation.action()),
                    WaitingView.of(operation.waiting()));
        }
    }

    /** What would become of one action of a bulk. */
    public record ResultPreview(
            @Nullable ActionPreview action, @Nullable ProblemView problem) {}

    /** @param problem how a refusal is told */
    public static DryRunView each(List<Submission> results, Function<RejectedException, ProblemView> problem) {
        var all = results.stream()
                .map(each -> new ResultPreview(
                        each.operation() == null ? null : ActionPreview.of(each.operation()),
                        each.refusal() == null ? null : problem.apply(each.refusal())))
                .toList();
        var actions =
                all.stream().map(ResultPreview::action).filter(Objects::nonNull).toList();
        return new DryRunView(true, actions, null, null, all);
    }

    public static DryRunView of(List<Operation> operations) {
        return new DryRunView(true, operations.stream().map(ActionPreview::of).toList(), null, null, null);
    }

    /** The account as it would be. */
    public static DryRunView of(Account account) {
        return new DryRunView(true, null, AccountPreview.of(account), null, null);
    }

    /** The operation as a cancel would leave it. */
    public static DryRunView of(Operation operation) {
        return new DryRunView(true, null, null, OperationView.of(operation), null);
    }
}
