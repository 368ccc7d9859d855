package cloud.dispatcher.http.routes;

import cloud.dispatcher.api.Reply;
import cloud.dispatcher.http.json.OperationJson;
import cloud.dispatcher.http.rest.Answer;
import cloud.dispatcher.http.rest.Stored;
import cloud.dispatcher.model.Operation;
import java.util.List;

/** The answers to changes: they are kept with the idempotency key, and given again as they were. */
final class Changes {
    private Changes() {}

    static Answer.Whole answer(Reply<?> reply) {
        var answer = Stored.answer(reply.answer());
        return reply.isReplayed() ? answer.with("Idempotency-Replayed", "true") : answer;
    }

    static String accepted(List<Operation> operations) {
        var answer = Answer.json(202, OperationJson.list(operations));
        return Stored.text(operations.size() == 1 ? answer.with("Location", location(operations.get(0))) : answer);
    }

    static String acceptedOne(List<Operation> operations) {
        return operation(202, operations.get(0));
    }

    static String operation(int status, Operation operation) {
        return Stored.text(Answer.json(status, OperationJson.of(operation)).with("Location", location(operation)));
    }

    private static String location(Operation operation) {
        return "/api/v1/operations/" + operation.id().value();
    }
}
