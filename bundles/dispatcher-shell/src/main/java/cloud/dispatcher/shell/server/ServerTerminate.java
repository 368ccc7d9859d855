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

/** {@code server:terminate}. */
@Service
@Command(scope = "server", name = "terminate", description = "Terminate servers for good")
public final class ServerTerminate extends ServerAction {
    @Argument(name = "servers", description = "Names, ids or ends of ids", required = true, multiValued = true)
    @Completion(ServerNames.class)
    List<String> names;

    @Option(name = "--force", description = "Do not ask")
    boolean force;

    @Override
    List<Action> actions() {
        return changes(ActionKind.TERMINATE, names, Force.GRACEFUL);
    }

    @Override
    void approve(List<Action> actions) throws Exception {
        if (!force && !confirmed("Terminate " + names(actions) + " for good?")) {
            throw refused("Nothing was terminated.");
        }
    }
}
