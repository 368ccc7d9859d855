package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.AuditContext;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:stop}. */
@Service
@Command(
        scope = "pinger",
        name = "stop",
        description = "End the heartbeats until pinger:start",
        detailedDescription = "Example: pinger:stop")
public final class PingerStop extends PingerCommand {
    @Override
    int run(Pinger pinger) {
        boolean was = pinger.isRunning();
        pinger.stop();
        AuditContext.accepted("stop", "pinger");
        report(pinger, was ? "Stopping pinger." : "The pinger is stopped already.");
        return 0;
    }
}
