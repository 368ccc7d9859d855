package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.shell.ServerNames;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:stop}. */
@Service
@Command(scope = "server", name = "stop", description = "Stop servers")
public final class ServerStop extends ServerAction {
    @Argument(name = "servers", description = "Names, ids or ends of ids", required = true, multiValued = true)
    @Completion(ServerNames.class)
    List<String> names;

    @Option(name = "--hard", description = "Do not ask the server, make it: power off, reset")
    boolean hard;

    @Override
    List<Action> actions() {
        return changes(ActionKind.STOP, names, hard ? Force.HARD : Force.GRACEFUL);
    }
}
