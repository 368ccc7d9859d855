package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Reply;
import cloud.dispatcher.http.json.ApiJson;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Route;
import cloud.dispatcher.http.view.DryRunView;
import cloud.dispatcher.http.view.OperationView;
import cloud.dispatcher.http.view.OperationView.OperationsView;
import cloud.dispatcher.model.Operation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;

/** What all changes have in common: a dry run, and answers that are kept with the idempotency key and given again as they were. */
final class ChangeRoutes {
    private ChangeRoutes() {}

    /**
     * Declares a change.
     *
     * @param status the answer to what was done, with a JSON body
     */
    static Route route(Route change, int status, String description, Type record) {
        return replayed(dryRun(change).answers(status, description, record));
    }

    static Route dryRun(Route change) {
        return change.answers(200, "What would happen (dryRun).", DryRunView.class);
    }

    /** The answer that was declared last may be that to an earlier request. */
    static Route replayed(Route change) {
        return change.with("Idempotency-Replayed", "true: this is the first answer to the same key.");
    }

    static Answer.Whole answer(Reply<?> reply) {
        var answer = ApiJson.read(reply.answer(), Answer.Whole.class);
        return reply.isReplayed() ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    /**
     * Makes the text of the answer.
     *
     * @param done the answer to what was done
     * @param tried what would be, for the answer to a dry run
     */
    static <T> Function<T, String> rendered(
            Exchange exchange, Function<T, Answer.Whole> done, Function<T, DryRunView> tried) {
        return value -> ApiJson.write(exchange.isDryRun() ? Answer.json(200, tried.apply(value)) : done.apply(value));
    }

    static Answer.Whole accepted(List<Operation> operations) {
        var answer = Answer.json(202, OperationsView.of(operations));
        return operations.size() == 1 ? answer.with("Location", location(operations.get(0))) : answer;
    }

    static Answer.Whole acceptedOne(List<Operation> operations) {
        return operation(202, operations.get(0));
    }

    static Answer.Whole operation(int status, Operation operation) {
        return Answer.json(status, OperationView.of(operation)).with("Location", location(operation));
    }

    private static String location(Operation operation) {
        return "/api/v1/operations/" + operation.id().value();
    }
}
