package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ActionKind;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:pause}. */
@Service
@Command(
        scope = "server",
        name = "pause",
        description = "Pause servers: they keep their memory and do not run",
        detailedDescription = "Example: server:pause web-1")
public final class ServerPause extends ServerChangeCommand {
    public ServerPause() {
        super(ActionKind.PAUSE);
    }
}
