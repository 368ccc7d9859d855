package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.shell.ServerNames;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:start}. */
@Service
@Command(scope = "server", name = "start", description = "Start stopped servers")
public final class ServerStart extends ServerAction {
    @Argument(name = "servers", description = "Names, ids or ends of ids", required = true, multiValued = true)
    @Completion(ServerNames.class)
    List<String> names;

    @Override
    List<Action> actions() {
        return changes(ActionKind.START, names, Force.GRACEFUL);
    }
}
