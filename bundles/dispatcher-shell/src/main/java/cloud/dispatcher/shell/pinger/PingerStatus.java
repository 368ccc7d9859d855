package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.ShellCommand;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code pinger:status}. */
@Service
@Command(scope = "pinger", name = "status", description = "Tell how many servers are watched and how")
public final class PingerStatus extends ShellCommand {
    @Reference(optional = true)
    @Nullable
    Pinger pinger;

    @Override
    protected int run() throws Exception {
        if (pinger == null) {
            throw refused("There is no pinger in this container; feature:install dispatcher-pinger adds one.");
        }
        System.out.println(pinger.isRunning() ? "running: " + pinger.summary() : "stopped; start it with pinger:start");
        return 0;
    }
}
