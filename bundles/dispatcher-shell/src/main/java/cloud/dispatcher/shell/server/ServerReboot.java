package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:reboot}. */
@Service
@Command(
        scope = "server",
        name = "reboot",
        description = "Reboot servers",
        detailedDescription = "Example: server:reboot --label tier=web")
public final class ServerReboot extends ServerChangeCommand {
    @Option(name = "--hard", description = "Do not ask the server, make it: power off, reset")
    boolean hard;

    public ServerReboot() {
        super(ActionKind.REBOOT);
    }

    @Override
    Force force() {
        return hard ? Force.HARD : Force.GRACEFUL;
    }
}
