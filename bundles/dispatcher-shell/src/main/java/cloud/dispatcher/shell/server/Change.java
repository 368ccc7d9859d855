package cloud.dispatcher.shell.server;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.shell.Lookup;
import java.util.List;
import java.util.stream.Collectors;

/** What the commands that change servers do alike. */
final class Change {
    private Change() {}

    static List<Server> find(Servers servers, List<String> names) {
        return names.stream().map(name -> Lookup.server(servers, name).server()).toList();
    }

    static List<Action> of(ActionKind kind, List<Server> servers, Force force) {
        return servers.stream()
                .<Action>map(one -> new Action.ChangeServer(kind, one.id(), force))
                .toList();
    }

    static String names(List<Server> servers) {
        return servers.stream().map(Server::name).collect(Collectors.joining(", "));
    }
}
