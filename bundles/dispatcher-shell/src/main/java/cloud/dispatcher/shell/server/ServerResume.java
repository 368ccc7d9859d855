package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ActionKind;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code server:resume}. */
@Service
@Command(
        scope = "server",
        name = "resume",
        description = "Resume paused servers",
        detailedDescription = "Example: server:resume 'web-*'")
public final class ServerResume extends ServerChangeCommand {
    public ServerResume() {
        super(ActionKind.RESUME);
    }
}
