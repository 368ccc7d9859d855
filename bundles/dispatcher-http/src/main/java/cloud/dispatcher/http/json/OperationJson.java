package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationError;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Progress;
import cloud.dispatcher.model.Waiting;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Operations and actions as JSON. */
public final class OperationJson {
    private OperationJson() {}

    public static ObjectNode of(Operation operation) {
        var json = Json.object()
                .put("id", operation.id().value())
                .put("action", operation.action().kind().word())
                .put("account", operation.account().value())
                .put("server", operation.server().value())
                .put("state", operation.state().name());
        json.set("parameters", parameters(operation.action()));
        json.put("actor", operation.actor());
        Members.put(json, "reason", operation.reason());
        json.put("priority", operation.priority());
        Members.put(json, "notBefore", operation.notBefore());
        Members.put(json, "deadline", operation.deadline());
        json.put("attempts", operation.attempts());
        json.set("progress", progress(operation.progress()));
        var waiting = operation.waiting();
        if (waiting != null && operation.state() != OperationState.RUNNING) {
            json.set("waiting", waiting(waiting));
        }
        if (!operation.result().isEmpty()) {
            Members.put(json, "result", operation.result());
        }
        var error = operation.error();
        if (error != null) {
            json.set("error", error(error));
        }
        json.set("leftovers", leftovers(operation));
        Members.put(json, "createdAt", operation.createdAt());
        Members.put(json, "startedAt", operation.startedAt());
        Members.put(json, "endedAt", operation.endedAt());
        return json;
    }

    /** {@code {"operations": […]}}. */
    public static ObjectNode list(List<Operation> operations) {
        var json = Json.object();
        var list = json.putArray("operations");
        operations.forEach(operation -> list.add(of(operation)));
        return json;
    }

    static ObjectNode parameters(Action action) {
        return action.match(OperationJson::launch, OperationJson::change);
    }

    private static ObjectNode launch(LaunchServer launch) {
        var json = Json.object()
                .put("name", launch.name())
                .put("size", launch.size())
                .put("image", launch.image());
        Members.put(json, "network", launch.network());
        Members.put(json, "zone", launch.zone());
        Members.put(json, "keyPair", launch.keyPair());
        Members.put(json, "userData", launch.userData()); // a secret prints as ***
        Members.put(json, "labels", launch.labels());
        return json;
    }

    private static ObjectNode change(ChangeServer change) {
        return change.force() == Force.HARD ? Json.object().put("force", true) : Json.object();
    }

    private static ObjectNode progress(Progress progress) {
        var json = Json.object().put("step", progress.step());
        var percent = progress.percent();
        if (percent != null) {
            json.put("percent", percent);
        }
        return json;
    }

    static ObjectNode waiting(Waiting waiting) {
        var json = Json.object().put("for", waiting.cause().name());
        Members.put(json, "since", waiting.since());
        Members.put(json, "until", waiting.until());
        Members.put(json, "heldBy", waiting.heldBy());
        return json;
    }

    private static ObjectNode error(OperationError error) {
        var json = Json.object().put("fault", error.fault().name()).put("message", error.message());
        Members.put(json, "cloudCode", error.cloudCode());
        Members.put(json, "cloudRequestId", error.cloudRequestId());
        Members.put(json, "remedy", error.remedy());
        return json;
    }

    private static ArrayNode leftovers(Operation operation) {
        var list = Json.array();
        for (var leftover : operation.leftovers()) {
            var json = list.addObject().put("kind", leftover.kind().name()).put("name", leftover.name());
            Members.put(json, "cloudId", leftover.cloudId());
        }
        return list;
    }
}
