package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ActionKind;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:start}. */
@Service
@Command(
        scope = "server",
        name = "start",
        description = "Start stopped servers",
        detailedDescription = "Example: server:start web-1")
public final class ServerStart extends ServerChangeCommand {
    public ServerStart() {
        super(ActionKind.START);
    }
}
