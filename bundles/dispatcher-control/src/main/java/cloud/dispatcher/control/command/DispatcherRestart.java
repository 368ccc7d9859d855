package cloud.dispatcher.control.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:restart}. */
@Service
@Command(
        scope = "dispatcher",
        name = "restart",
        description = "Stop the dispatcher, then start the pinger and it",
        detailedDescription = "Example: dispatcher:restart")
public final class DispatcherRestart extends Switching {
    @Override
    public @Nullable Object execute() throws CommandException {
        announceRestart();
        audited("restart", dispatcher::restart);
        tellHowToGetIn();
        return null;
    }
}
