package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Reply;
import cloud.dispatcher.http.json.OperationJson;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Exchange;
import cloud.dispatcher.http.rest.Stored;
import cloud.dispatcher.model.Operation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The answers to changes: they are kept with the idempotency key, and given again as they were. */
final class Changes {
    private Changes() {}

    static Answer.Whole answer(Reply<?> reply) {
        var answer = Stored.answer(reply.answer());
        return reply.isReplayed() ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    /**
     * Makes the text of the answer.
     *
     * @param done the answer to what was done
     * @param tried what would be, for the answer to a trial
     */
    static <T> Function<T, String> rendered(
            Exchange exchange, Function<T, Answer.Whole> done, Function<T, ObjectNode> tried) {
        return value -> Stored.text(exchange.isDryRun() ? Answer.json(200, tried.apply(value)) : done.apply(value));
    }

    static Answer.Whole accepted(List<Operation> operations) {
        var answer = Answer.json(202, OperationJson.list(operations));
        return operations.size() == 1 ? answer.with("Location", location(operations.get(0))) : answer;
    }

    static Answer.Whole acceptedOne(List<Operation> operations) {
        return operation(202, operations.get(0));
    }

    static Answer.Whole operation(int status, Operation operation) {
        return Answer.json(status, OperationJson.of(operation)).with("Location", location(operation));
    }

    private static String location(Operation operation) {
        return "/api/v1/operations/" + operation.id().value();
    }
}
