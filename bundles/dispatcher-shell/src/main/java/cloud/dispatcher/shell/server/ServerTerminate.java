package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.ActionKind;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** {@code server:terminate}. */
@Service
@Command(
        scope = "server",
        name = "terminate",
        description = "Terminate servers for good",
        detailedDescription = "Example: server:terminate --watch 'test-*'")
public final class ServerTerminate extends ServerChangeCommand {
    @Option(name = "--force", aliases = "-f", description = "Do not ask")
    boolean force;

    public ServerTerminate() {
        super(ActionKind.TERMINATE);
    }

    @Override
    void approve(String targets) throws IOException, CommandException {
        confirm(force, "Terminate " + targets + " for good?");
    }
}
