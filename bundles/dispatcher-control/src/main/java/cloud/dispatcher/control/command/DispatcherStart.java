package cloud.dispatcher.control.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code dispatcher:start}. */
@Service
@Command(
        scope = "dispatcher",
        name = "start",
        description = "Start the pinger, then the dispatcher",
        detailedDescription = "Example: dispatcher:start")
public final class DispatcherStart extends Switching {
    @Option(name = "--quiet", description = "Announce nothing; say how it ended")
    boolean quiet;

    @Override
    public @Nullable Object execute() throws CommandException {
        if (!quiet) {
            announceStart();
        }
        audited("start", dispatcher::start);
        tellHowToGetIn();
        return null;
    }
}
