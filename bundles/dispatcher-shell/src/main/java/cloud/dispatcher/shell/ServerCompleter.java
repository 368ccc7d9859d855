package cloud.dispatcher.shell;

import cloud.dispatcher.api.Servers;
import cloud.dispatcher.model.ObservedServer;
import cloud.dispatcher.model.Paging;
import cloud.dispatcher.model.Server;
import cloud.dispatcher.model.ServerQuery;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes a server: by its name where that is unique, else by its id. */
@Service
public final class ServerCompleter implements Completer {
    @Reference
    Servers servers;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var byName = servers.list(ServerQuery.all(), Paging.first(Paging.MOST)).items().stream()
                .map(ObservedServer::server)
                .collect(Collectors.groupingBy(Server::name));
        var completer = new StringsCompleter();
        byName.forEach((name, namesakes) -> {
            if (namesakes.size() == 1) {
                completer.getStrings().add(name);
            } else {
                namesakes.forEach(one -> completer.getStrings().add(one.id().value()));
            }
        });
        return completer.complete(session, line, candidates);
    }
}
