package cloud.dispatcher.engine.door;

import cloud.dispatcher.api.Asked;
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

/** Writes down which change somebody asked for, and what came of it. From where they asked stands in the MDC of whoever let them in. */
record Audit(Asked asked) {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /**
     * Makes the change and writes a line for each thing that was made, or one that says why it was refused. An answer that is given again
     * is no change, and neither is a trial.
     */
    <T> Reply<T> of(String what, Supplier<Reply<T>> change, Function<T, List<String>> made) {
        try {
            var reply = change.get();
            if (reply.value() != null && !asked.isTrial()) {
                made.apply(reply.value()).forEach(line -> write(line, "accepted"));
            }
            return reply;
        } catch (RejectedException e) {
            if (!asked.isTrial()) {
                write(what, "refused: " + e.getMessage());
            }
            throw e;
        }
    }

    private void write(String what, String result) {
        var reason = asked.reason();
        LOG.info("actor={} {} {}{}", asked.actor(), what, result, reason == null ? "" : " reason: " + reason);
    }

    static String what(List<Action> actions) {
        return actions.size() == 1 ? what(actions.get(0)) : what("bulk", actions.size() + " actions");
    }

    private static String what(Action action) {
        return what(
                action.kind().word(),
                action.match(launch -> launch.name(), change -> change.server().value()));
    }

    static String what(Operation operation) {
        return what(operation.action()) + of(operation);
    }

    /** The cancel of an operation. */
    static String cancel(Operation operation) {
        return what("cancel", operation.id().value()) + of(operation);
    }

    static String what(String action, String on) {
        return "action=" + action + " on=\"" + on.replace('"', '\'') + "\"";
    }

    static List<String> account(String action, Account account) {
        return List.of(what(action, account.name()) + " account=" + account.id());
    }

    private static String of(Operation operation) {
        return " operation=" + operation.id() + " server=" + operation.server() + " account=" + operation.account();
    }
}
