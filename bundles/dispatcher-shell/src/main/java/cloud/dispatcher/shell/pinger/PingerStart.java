package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.AuditContext;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:start}. */
@Service
@Command(
        scope = "pinger",
        name = "start",
        description = "Begin the heartbeats, or go on",
        detailedDescription = "Example: pinger:start")
public final class PingerStart extends PingerCommand {
    @Override
    int run(Pinger pinger) {
        boolean was = pinger.isRunning();
        pinger.start();
        AuditContext.accepted("start", "pinger");
        report(pinger, was ? "The pinger is running already." : "Starting pinger.");
        return 0;
    }
}
