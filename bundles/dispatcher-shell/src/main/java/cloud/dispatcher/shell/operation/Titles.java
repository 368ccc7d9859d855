package cloud.dispatcher.shell.operation;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.ServerId;
import java.util.HashMap;
import java.util.Map;

/** Names the servers of operations; each is looked up once. */
final class Titles {
    private final Map<ServerId, String> names = new HashMap<>();
    private final Servers servers;

    Titles(Servers servers) {
        this.servers = servers;
    }

    /** The name of the server that the operation makes or changes. */
    String server(Operation operation) {
        return operation
                .action()
                .match(Action.LaunchServer::name, change -> names.computeIfAbsent(change.server(), this::name));
    }

    private String name(ServerId id) {
        try {
            return servers.find(id).server().name();
        } catch (RejectedException gone) {
            return id.value();
        }
    }
}
