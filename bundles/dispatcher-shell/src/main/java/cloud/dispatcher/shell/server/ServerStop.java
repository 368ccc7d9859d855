package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:stop}. */
@Service
@Command(
        scope = "server",
        name = "stop",
        description = "Stop servers",
        detailedDescription = "Example: server:stop --watch web-1 web-2")
public final class ServerStop extends ServerChangeCommand {
    @Option(name = "--hard", description = "Do not ask the server, make it: power off, reset")
    boolean hard;

    public ServerStop() {
        super(ActionKind.STOP);
    }

    @Override
    Force force() {
        return hard ? Force.HARD : Force.GRACEFUL;
    }
}
