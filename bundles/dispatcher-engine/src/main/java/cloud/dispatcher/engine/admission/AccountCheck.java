package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.engine.executors.ExecutorBook;
import cloud.dispatcher.engine.executors.Inquiry;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.state.Records;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds an account against its executor and against the other accounts. */
public final class AccountCheck {
    private final Records records;
    private final ExecutorBook executors;
    private final Inquiry inquiry;

    public AccountCheck(Records records, ExecutorBook executors, Inquiry inquiry) {
        this.records = records;
        this.executors = executors;
        this.inquiry = inquiry;
    }

    /** @throws RejectedException INVALID when it is not there */
    public Executor executor(String name) {
        return executors.named(name).orElseThrow(() -> {
            var there = executors.all().stream()
                    .map(executor -> executor.describe().name())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Validation.refused(
                    "/executor",
                    "There is no executor called " + name + ". There are: " + there
                            + ". Others come with feature:install.");
        });
    }

    /** What the executor would be given. @throws RejectedException INVALID when it objects */
    public Access access(Account account, Map<String, Secret> credentials, Executor executor) {
        var access = inquiry.access(account, credentials, executor);
        executor.objection(access).ifPresent(objection -> {
            throw Validation.refused("/settings", objection);
        });
        return access;
    }

    /** @throws RejectedException INVALID for a name that cannot be typed */
    public void refuseUnfit(String name) {
        var wrong = Names.wrong(name, "/name");
        if (!wrong.isEmpty()) {
            throw Validation.refused(wrong);
        }
    }

    /** @throws RejectedException CONFLICT when another account has this name */
    public void refuseTaken(String name, @Nullable AccountId own) {
        var isTaken = records.accounts().stream()
                .anyMatch(other -> other.name().equals(name) && !other.id().equals(own));
        if (isTaken) {
            throw new RejectedException(
                    Refusal.CONFLICT, "There is an account called " + name + " already. Choose another name.");
        }
    }
}
