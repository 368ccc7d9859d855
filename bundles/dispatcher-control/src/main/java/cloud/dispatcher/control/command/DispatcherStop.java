package cloud.dispatcher.control.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:stop}. */
@Service
@Command(
        scope = "dispatcher",
        name = "stop",
        description = "Stop the dispatcher, not the pinger",
        detailedDescription = "Example: dispatcher:stop")
public final class DispatcherStop extends Switching {
    @Override
    public @Nullable Object execute() throws CommandException {
        announceStop();
        audited("stop", dispatcher::stop);
        tellOfPinger();
        return null;
    }
}
