package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ServerState;
import cloud.dispatcher.shell.Choice;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the state of a server. */
@Service
public final class ServerStates implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(Choice.words(ServerState.class)).complete(session, line, candidates);
    }
}
