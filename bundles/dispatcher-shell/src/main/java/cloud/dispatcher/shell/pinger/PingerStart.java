package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code pinger:start}. */
@Service
@Command(scope = "pinger", name = "start", description = "Begin the heartbeats, or go on")
public final class PingerStart extends ShellCommand {
    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() throws Exception {
        if (pinger == null) {
            throw refused("There is no pinger in this container; feature:install dispatcher-pinger adds one.");
        }
        pinger.start();
        System.out.println("Starting pinger.");
        return 0;
    }
}
