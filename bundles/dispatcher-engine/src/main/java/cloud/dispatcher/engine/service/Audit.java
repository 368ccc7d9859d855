package cloud.dispatcher.engine.service;

import cloud.dispatcher.api.Asked;
import cloud.dispatcher.api.AuditLine;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Reply;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down which change was asked for, and what came of it. */
record Audit(Asked asked) {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLine.LOG);

    /**
     * Makes the change and writes a line for each thing that was made, or one that says why it was refused. An answer that is given again
     * is no change, and neither is a trial.
     */
    <T> Reply<T> of(AuditLine what, Supplier<Reply<T>> change, Function<T, List<AuditLine>> made) {
        try {
            var reply = change.get();
            if (reply.value() != null && !asked.isTrial()) {
                made.apply(reply.value()).forEach(line -> LOG.info(line.accepted(asked)));
            }
            return reply;
        } catch (RejectedException e) {
            if (!asked.isTrial()) {
                LOG.info(what.refused(asked, e.getMessage()));
            }
            throw e;
        }
    }

    static AuditLine what(List<Action> actions) {
        return actions.size() == 1 ? what(actions.get(0)) : new AuditLine("bulk", actions.size() + " actions");
    }

    private static AuditLine what(Action action) {
        return new AuditLine(
                action.kind().word(),
                action.match(launch -> launch.name(), change -> change.server().value()));
    }

    static AuditLine what(Operation operation) {
        return of(what(operation.action()), operation);
    }

    /** The cancel of an operation. */
    static AuditLine cancel(Operation operation) {
        return of(new AuditLine("cancel", operation.id().value()), operation);
    }

    static List<AuditLine> account(String action, Account account) {
        return List.of(new AuditLine(action, account.name())
                .with("account", account.id().value()));
    }

    private static AuditLine of(AuditLine line, Operation operation) {
        return line.with("operation", operation.id().value())
                .with("server", operation.server().value())
                .with("account", operation.account().value());
    }
}
