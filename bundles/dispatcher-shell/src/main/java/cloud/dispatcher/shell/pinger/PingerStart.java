package cloud.dispatcher.shell.pinger;

import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.shell.Trail;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code pinger:start}. */
@Service
@Command(scope = "pinger", name = "start", description = "Begin the heartbeats, or go on")
public final class PingerStart extends PingerCommand {
    @Override
    int run(Pinger pinger) {
        boolean was = pinger.isRunning();
        pinger.start();
        Trail.accepted("start", "pinger");
        tell(
                () -> was ? "The pinger is running already." : "Starting pinger.",
                () -> PingerStatus.table(pinger),
                documents -> documents.pinger(pinger));
        return 0;
    }
}
