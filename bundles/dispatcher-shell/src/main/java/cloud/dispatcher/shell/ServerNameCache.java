package cloud.dispatcher.shell;

import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ServerId;
import java.util.HashMap;
import java.util.Map;

/** The names of servers, and of those that actions make or change; each is looked up once. */
public final class ServerNameCache {
    private final Map<ServerId, String> names = new HashMap<>();
    private final Servers servers;

    public ServerNameCache(Servers servers) {
        this.servers = servers;
    }

    /** What is done to which server: {@code stop web-1}. */
    public String of(Action action) {
        return action.kind().word() + " " + server(action);
    }

    /** The name of the server that the action makes or changes. */
    public String server(Action action) {
        return action.match(Action.LaunchServer::name, change -> server(change.server()));
    }

    public String server(ServerId id) {
        return names.computeIfAbsent(id, this::name);
    }

    private String name(ServerId id) {
        try {
            return servers.find(id).server().name();
        } catch (RejectedException gone) {
            return id.value();
        }
    }
}
