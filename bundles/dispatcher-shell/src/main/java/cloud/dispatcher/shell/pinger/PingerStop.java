package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code pinger:stop}. */
@Service
@Command(scope = "pinger", name = "stop", description = "End the heartbeats until pinger:start")
public final class PingerStop extends ShellCommand {
    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() throws Exception {
        if (pinger == null) {
            throw refused("There is no pinger in this container; feature:install dispatcher-pinger adds one.");
        }
        pinger.stop();
        System.out.println("Stopping pinger.");
        return 0;
    }
}
