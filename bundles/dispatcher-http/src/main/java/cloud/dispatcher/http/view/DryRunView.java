package cloud.dispatcher.http.view;

import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.http.view.AccountView.AccountPreview;
import cloud.dispatcher.http.view.OperationView.WaitingView;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.ServerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a dry run tells. */
@Described("What would happen: `actions` for actions on servers, `account` for an account as it would be or that would"
        + " go, `operation` for a cancel.")
public record DryRunView(
        boolean dryRun,
        @Nullable List<ActionPreview> actions,
        @Nullable AccountPreview account,
        @Nullable OperationView operation) {

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

    public static DryRunView of(List<Operation> operations) {
        return new DryRunView(true, operations.stream().map(ActionPreview::of).toList(), null, null);
    }

    /** The account as it would be. */
    public static DryRunView of(Account account) {
        return new DryRunView(true, null, AccountPreview.of(account), null);
    }

    /** The operation as a cancel would leave it. */
    public static DryRunView of(Operation operation) {
        return new DryRunView(true, null, null, OperationView.of(operation));
    }
}
